using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Database.Mappings;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Validation;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CampaignFunctions.Core.Spaces;

/// <summary>The filters and the order of every list of campaign spaces.</summary>
internal static class CampaignSpaceFilter
{
    public static SortColumns<CampaignSpace> SortColumns { get; } = new SortColumns<CampaignSpace>(space => space.Id)
        .Add("created_at", space => space.CreatedAt)
        .Add("updated_at", space => space.UpdatedAt)
        .Add("campaign_name", space => space.CampaignName)
        .Add("platform", space => space.Platform)
        .Add("budget", space => space.Budget ?? -1)
        .Add("campaign_start_date", space => space.CampaignStartDate ?? DateOnly.MinValue)
        .Add("campaign_end_date", space => space.CampaignEndDate ?? DateOnly.MinValue)
        .Add("total_impressions", space => space.TotalImpressions)
        .Add("total_clicks", space => space.TotalClicks)
        .Add("total_spend", space => space.TotalSpend)
        .Add("total_conversions", space => space.TotalConversions)
        .Add("total_revenue", space => space.TotalRevenue)
        .Add("avg_ctr", space => space.AvgCtr)
        .Add("avg_roas", space => space.AvgRoas)
        .Add("asset_count", space => space.AssetCount)
        .Add("total_asset_size_bytes", space => space.TotalAssetSizeBytes);

    public static IQueryable<CampaignSpace> Matching(this IQueryable<CampaignSpace> spaces, CampaignSpaceSelection query)
    {
        if (query.Platform is { Count: > 0 } platforms)
            spaces = spaces.Where(space => platforms.Contains(space.Platform));
        if (query.BrandId is { } brand)
            spaces = spaces.Where(space => space.BrandId == brand);
        if (query.UserId is { } user)
            spaces = spaces.Where(space => space.UserId == user);
        if (query.ImportSource is { } source)
            spaces = spaces.Where(space => space.ImportSource == source);
        if (query.IsActive is { } active)
            spaces = spaces.Where(space => space.IsActive == active);
        if (query.IsArchived is { } archived)
            spaces = spaces.Where(space => space.IsArchived == archived);
        if (query.IsTemplate is { } template)
            spaces = template ? spaces.Where(space => space.IsTemplate) : spaces.Where(space => !space.IsTemplate);
        if (query.Category is { Count: > 0 } categories)
            spaces = spaces.Where(space => categories.Contains(space.Category));
        if (query.Tags is { } given && Tags.Normalise(given) is { Length: > 0 } tags)
            spaces = spaces.Where(space => tags.All(tag => space.Tags.Contains(tag)));
        if (!string.IsNullOrWhiteSpace(query.Search))
            spaces = spaces.Where(space => EF.Property<NpgsqlTsVector>(space, SharedColumns.Search).Matches(CampaignDb.SearchQuery(query.Search)));
        if (query.CreatedFrom is { } from)
            spaces = spaces.Where(space => space.CreatedAt >= from);
        if (query.CreatedTo is { } to)
            spaces = spaces.Where(space => space.CreatedAt <= to);
        if (query.BudgetMin is { } minimum)
            spaces = spaces.Where(space => space.Budget >= minimum);
        if (query.BudgetMax is { } maximum)
            spaces = spaces.Where(space => space.Budget <= maximum);
        if (query.MinImpressions is { } impressions)
            spaces = spaces.Where(space => space.TotalImpressions >= impressions);
        if (query.MinCtr is { } ctr)
            spaces = spaces.Where(space => space.AvgCtr >= ctr);
        if (query.MinRoas is { } roas)
            spaces = spaces.Where(space => space.AvgRoas >= roas);

        return spaces;
    }
}
