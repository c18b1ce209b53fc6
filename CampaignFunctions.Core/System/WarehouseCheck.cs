using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Warehouse;

namespace CampaignFunctions.Core.SystemState;

/// <summary>The warehouse can say whether it has campaign reports; it need not have any yet.</summary>
internal sealed class WarehouseCheck(IPerformanceWarehouse warehouse) : IDependencyCheck
{
    public string Name => "warehouse";

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation)
    {
        await warehouse.HasAsync(PerformanceLevel.Campaign, cancellation);
        return DependencyState.Up;
    }
}
