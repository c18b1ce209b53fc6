using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Database.Mappings;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Validation;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CampaignFunctions.Core.Assets;

/// <summary>The filters and the order of every list of campaign assets.</summary>
internal static class AssetFilter
{
    public static SortColumns<CampaignAsset> SortColumns { get; } = new SortColumns<CampaignAsset>(asset => asset.Id)
        .Add("created_at", asset => asset.CreatedAt)
        .Add("updated_at", asset => asset.UpdatedAt)
        .Add("asset_name", asset => asset.AssetName)
        .Add("asset_type", asset => asset.AssetType)
        .Add("file_size", asset => asset.StoredFile == null ? -1 : asset.StoredFile.SizeBytes)
        .Add("impressions", asset => asset.Impressions)
        .Add("clicks", asset => asset.Clicks)
        .Add("conversions", asset => asset.Conversions)
        .Add("spend", asset => asset.Spend)
        .Add("revenue", asset => asset.Revenue)
        .Add("ctr", asset => asset.Ctr)
        .Add("reused_count", asset => asset.ReusedCount)
        .Add("last_reused_at", asset => asset.LastReusedAt ?? DateTimeOffset.MinValue);

    public static IQueryable<CampaignAsset> Matching(this IQueryable<CampaignAsset> assets, AssetSelection query)
    {
        if (query.AssetType is { Count: > 0 } types)
            assets = assets.Where(asset => types.Contains(asset.AssetType));
        if (query.Tags is { } given && Tags.Normalise(given) is { Length: > 0 } tags)
            assets = assets.Where(asset => tags.All(tag => asset.Tags.Contains(tag)));
        if (!string.IsNullOrWhiteSpace(query.Search))
            assets = assets.Where(asset => EF.Property<NpgsqlTsVector>(asset, SharedColumns.Search).Matches(CampaignDb.SearchQuery(query.Search)));
        if (query.BrandId is { } brand)
            assets = assets.Where(asset => asset.BrandId == brand);
        if (query.CampaignSpaceId is { } space)
            assets = assets.Where(asset => asset.CampaignSpaceId == space);
        if (query.Platform is { Count: > 0 } platforms)
            assets = assets.Where(asset => platforms.Contains(asset.CampaignSpace!.Platform));
        if (query.MinReuses is { } reuses)
            assets = assets.Where(asset => asset.ReusedCount >= reuses);
        if (query.MinCtr is { } ctr)
            assets = assets.Where(asset => asset.Ctr >= ctr);
        if (query.FileHash is { } hash)
        {
            var sha256 = Convert.FromHexString(hash);
            assets = assets.Where(asset => asset.StoredFile!.Sha256 == sha256);
        }
        if (query.CreatedFrom is { } from)
            assets = assets.Where(asset => asset.CreatedAt >= from);
        if (query.CreatedTo is { } to)
            assets = assets.Where(asset => asset.CreatedAt <= to);
        if (query.HasFile is { } hasFile)
            assets = hasFile ? assets.Where(asset => asset.StoredFileId != null) : assets.Where(asset => asset.StoredFileId == null);

        return assets;
    }
}
