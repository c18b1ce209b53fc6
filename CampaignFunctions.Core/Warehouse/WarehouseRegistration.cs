using CampaignFunctions.Core.Settings;
using CampaignFunctions.Core.Warehouse.BigQuery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Warehouse;

public static class WarehouseRegistration
{
    public static IServiceCollection AddWarehouse(this IServiceCollection services)
    {
        services.AddSettings<WarehouseOptions>(WarehouseOptions.Section);
        services.AddSingleton<IValidateOptions<WarehouseOptions>, ValidateWarehouseOptions>();
        services.AddSingleton<BigQueryConnection>();
        services.AddSingleton<BigQueryJobs>();
        services.AddSingleton<IPerformanceWarehouse>(provider => provider.GetRequiredService<IOptions<WarehouseOptions>>().Value.Provider switch
        {
            WarehouseProvider.Bigquery => ActivatorUtilities.CreateInstance<BigQueryWarehouse>(provider),
            _ => ActivatorUtilities.CreateInstance<CsvWarehouse>(provider),
        });
        return services;
    }
}
