using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Warehouse;

public static class WarehouseRegistration
{
    public static IServiceCollection AddWarehouse(this IServiceCollection services)
    {
        services.AddOptions<WarehouseOptions>().BindConfiguration(WarehouseOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WarehouseOptions>, ValidateWarehouseOptions>();
        services.AddSingleton<IPerformanceWarehouse, CsvWarehouse>();
        return services;
    }
}
