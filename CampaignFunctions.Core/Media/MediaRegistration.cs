using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Media;

public static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ObjectEventOptions>().BindConfiguration(ObjectEventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMediaInspector, MediaInspector>();
        services.AddSingleton<DailySweep>();
        return services;
    }
}
