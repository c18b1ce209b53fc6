using CampaignFunctions.Core.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Media;

public static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSettings<MediaOptions>(MediaOptions.Section);
        services.AddSettings<ObjectEventOptions>(ObjectEventOptions.Section);
        services.AddSingleton<IMediaInspector, MediaInspector>();
        services.AddSingleton<DailySweep>();
        return services;
    }
}
