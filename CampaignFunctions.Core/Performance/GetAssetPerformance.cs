using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>An asset's performance over time, on its space's platform; empty while it is linked to no ad.</summary>
public sealed class GetAssetPerformance(CampaignDb db, ReadPerformanceSeries readPerformanceSeries)
{
    public async Task<Result<PerformanceSeries>> RunAsync(Guid id, PerformanceQuery query, CancellationToken cancellation)
    {
        var asset = await db.CampaignAssets
            .Where(asset => asset.Id == id)
            .Select(asset => new { asset.CampaignSpace!.Platform, asset.ExternalAssetId })
            .FirstOrDefaultAsync(cancellation);

        return asset is null
            ? AssetErrors.NotFound()
            : await readPerformanceSeries.RunAsync(PerformanceLevel.Ad, asset.Platform, asset.ExternalAssetId, query, cancellation);
    }
}
