using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.SystemState;

public static class ReadinessRegistration
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<IDependencyCheck, DatabaseCheck>();
        services.AddSingleton<IDependencyCheck, ObjectStoreCheck>();
        services.AddSingleton<IDependencyCheck, WarehouseCheck>();
        services.AddSingleton<CheckReadiness>();
        return services;
    }
}
