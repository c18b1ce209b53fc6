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

/// <summary>The cached totals; ctr in percent, cpc spend ÷ clicks, cpa spend ÷ conversions, roas revenue ÷ spend, 0 when the divisor is 0.</summary>
public sealed record PerformanceStats(
    long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue,
    decimal Ctr, decimal Cpc, decimal Cpa, decimal Roas, DateTimeOffset? LastUpdated);

public sealed record DayStats(DateOnly Date, long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue);

public sealed class GetCampaignSpaceStats(CampaignDb db)
{
    private const int Decimals = 6;

    public async Task<Result<CampaignSpaceStats>> RunAsync(Guid id, CancellationToken cancellation)
    {
        var space = await db.CampaignSpaces.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (space is null)
            return SpaceErrors.NotFound();

        return new CampaignSpaceStats(id, await AssetsAsync(id, cancellation), PerformanceOf(space), await DailyAsync(space, cancellation));
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

    private static PerformanceStats PerformanceOf(CampaignSpace space) => new(
        space.TotalImpressions,
        space.TotalClicks,
        space.TotalSpend,
        space.TotalConversions,
        space.TotalRevenue,
        space.AvgCtr,
        Ratio(space.TotalSpend, space.TotalClicks),
        Ratio(space.TotalSpend, space.TotalConversions),
        space.AvgRoas,
        space.PerformanceLastUpdated);

    private static decimal Ratio(decimal dividend, decimal divisor) =>
        divisor == 0 ? 0 : decimal.Round(dividend / divisor, Decimals, MidpointRounding.AwayFromZero);
}
