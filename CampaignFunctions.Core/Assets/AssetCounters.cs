using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

internal static class AssetCounters
{
    /// <summary>The space's count and size follow an asset that comes or goes.</summary>
    public static Task CountAssetsAsync(this CampaignDb db, CampaignAsset asset, int by, CancellationToken cancellation)
    {
        var bytes = by * (asset.StoredFile?.SizeBytes ?? 0);
        return db.CampaignSpaces.WithDeleted()
            .Where(space => space.Id == asset.CampaignSpaceId)
            .ExecuteUpdateAsync(
                space => space
                    .SetProperty(row => row.AssetCount, row => row.AssetCount + by)
                    .SetProperty(row => row.TotalAssetSizeBytes, row => row.TotalAssetSizeBytes + bytes),
                cancellation);
    }
}
