using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

public sealed record AssetPage(
    IReadOnlyList<CampaignAssetResource> Assets, long Total, int Limit, int Offset, bool HasMore, string? NextCursor)
{
    internal static async Task<Result<AssetPage>> ReadAsync(CampaignDb db, AssetQuery query, string list, CancellationToken cancellation)
    {
        var page = await db.SearchableAssets.AsNoTracking()
            .Include(asset => asset.StoredFile)
            .Matching(query)
            .PageAsync(query, list, AssetFilter.SortColumns, cancellation);

        return page.Then<AssetPage>(found => new AssetPage(
            [.. found.Items.Select(CampaignAssetResource.From)], found.Total, found.Limit, found.Offset, found.HasMore, found.NextCursor));
    }
}
