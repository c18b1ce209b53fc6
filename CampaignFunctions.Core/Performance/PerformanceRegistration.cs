using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Performance;

public static class PerformanceRegistration
{
    public static IServiceCollection AddPerformanceSync(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
