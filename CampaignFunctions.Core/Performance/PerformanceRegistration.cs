using CampaignFunctions.Core.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Performance;

public static class PerformanceRegistration
{
    public static IServiceCollection AddPerformanceSync(this IServiceCollection services)
    {
        services.AddSettings<SyncOptions>(SyncOptions.Section);
        return services;
    }
}
