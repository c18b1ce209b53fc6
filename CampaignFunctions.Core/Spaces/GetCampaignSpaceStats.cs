using System.Data;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>What a space holds and how its campaign does; money in the space's currency.</summary>
public sealed record CampaignSpaceStats(Guid CampaignSpaceId, AssetStats Assets, PerformanceStats Performance, IReadOnlyList<DayStats> Daily);

/// <summary>Live assets. <c>by_type</c> has every type there is in the space.</summary>
public sealed record AssetStats(
    long Total, long TotalSizeBytes, IReadOnlyDictionary<AssetType, AssetTypeStats> ByType, long ReusedAssets, long TotalReuses);

public sealed record AssetTypeStats(long Count, long SizeBytes);

/// <summary>
/// The sums of the days; without any the cached totals, as entered by hand. ctr in percent, cpc spend ÷ clicks, cpa spend ÷ conversions, roas revenue ÷ spend,
/// 0 when the divisor is 0.
/// </summary>
public sealed record PerformanceStats(
    long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue,
    decimal Ctr, decimal Cpc, decimal Cpa, decimal Roas, DateTimeOffset? LastUpdated);

public sealed record DayStats(DateOnly Date, long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue);

public sealed class GetCampaignSpaceStats(CampaignDb db)
{
    private const int MoneyDecimals = 4;
    private const int RatioDecimals = 6;

    public async Task<Result<CampaignSpaceStats>> RunAsync(Guid id, CancellationToken cancellation)
    {
        // One snapshot, so that a sync that is done meanwhile is in all of the parts or in none.
        await using var transaction = await db.BeginAsync(cancellation, IsolationLevel.RepeatableRead);
        var space = await db.CampaignSpaces.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (space is null)
            return SpaceErrors.NotFound();

        var assets = await AssetsAsync(id, cancellation);
        var daily = await DailyAsync(space, cancellation);
        await transaction.CommitAsync(cancellation);

        return new CampaignSpaceStats(id, assets, PerformanceOf(space, daily), daily);
    }

    private async Task<AssetStats> AssetsAsync(Guid spaceId, CancellationToken cancellation)
    {
        var types = await db.CampaignAssets
            .Where(asset => asset.CampaignSpaceId == spaceId)
            .Select(asset => new { asset.AssetType, asset.ReusedCount, SizeBytes = asset.StoredFile == null ? 0 : asset.StoredFile.SizeBytes })
            .GroupBy(asset => asset.AssetType)
            .Select(group => new
            {
                Type = group.Key,
                Count = group.LongCount(),
                SizeBytes = group.Sum(asset => asset.SizeBytes),
                Reused = group.LongCount(asset => asset.ReusedCount > 0),
                Reuses = group.Sum(asset => asset.ReusedCount),
            })
            .OrderBy(type => type.Type)
            .ToListAsync(cancellation);

        return new AssetStats(
            types.Sum(type => type.Count),
            types.Sum(type => type.SizeBytes),
            types.ToDictionary(type => type.Type, type => new AssetTypeStats(type.Count, type.SizeBytes)),
            types.Sum(type => type.Reused),
            types.Sum(type => type.Reuses));
    }

    private async Task<List<DayStats>> DailyAsync(CampaignSpace space, CancellationToken cancellation)
    {
        if (space.ExternalCampaignId is null)
            return [];

        return await db.PerformanceDaily
            .Where(row => row.Platform == space.Platform && row.Level == PerformanceLevel.Campaign && row.ExternalId == space.ExternalCampaignId)
            .GroupBy(row => row.Day)
            .OrderBy(day => day.Key)
            .Select(day => new DayStats(
                day.Key,
                day.Sum(row => row.Impressions),
                day.Sum(row => row.Clicks),
                day.Sum(row => row.Spend),
                day.Sum(row => row.Conversions),
                day.Sum(row => row.Revenue)))
            .ToListAsync(cancellation);
    }

    // Cached totals that were entered by hand, or of a campaign linked a moment ago, are not yet the days' until the next sync.
    private static PerformanceStats PerformanceOf(CampaignSpace space, List<DayStats> daily) =>
        daily.Count == 0
            ? PerformanceOf(space, space.TotalImpressions, space.TotalClicks, space.TotalSpend, space.TotalConversions, space.TotalRevenue)
            : PerformanceOf(
                space,
                daily.Sum(day => day.Impressions),
                daily.Sum(day => day.Clicks),
                Total(daily.Sum(day => day.Spend)),
                Total(daily.Sum(day => day.Conversions)),
                Total(daily.Sum(day => day.Revenue)));

    private static PerformanceStats PerformanceOf(CampaignSpace space, long impressions, long clicks, decimal spend, decimal conversions, decimal revenue) => new(
        impressions, clicks, spend, conversions, revenue,
        Ratio(clicks * 100m, impressions), Ratio(spend, clicks), Ratio(spend, conversions), Ratio(revenue, spend),
        space.PerformanceLastUpdated);

    // As the sync makes the cached one.
    private static decimal Total(decimal sum) => Math.Max(decimal.Round(sum, MoneyDecimals, MidpointRounding.AwayFromZero), 0);

    private static decimal Ratio(decimal dividend, decimal divisor) =>
        divisor == 0 ? 0 : decimal.Round(dividend / divisor, RatioDecimals, MidpointRounding.AwayFromZero);
}
