using System.Data;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Computes the reuse analytics of the tenant's live assets, in the database (docs/decisions/reuse-analytics.md).</summary>
public sealed class GetReuseAnalytics(CampaignDb db)
{
    public async Task<Result<ReuseAnalytics>> RunAsync(ReuseAnalyticsQuery query, CancellationToken cancellation)
    {
        var assets = query.AssetType is { } type ? db.CampaignAssets.Where(asset => asset.AssetType == type) : db.CampaignAssets;
        var everReused = assets.Where(asset => asset.ReusedCount > 0);
        var events = EventsOf(query);
        var reused = query.HasWindow ? CountedBy(events, everReused) : Counted(everReused);

        // One snapshot, so that the parts add up while assets are being reused.
        await using var transaction = await db.BeginAsync(cancellation, IsolationLevel.RepeatableRead);
        // A tenant's index entries are read in milliseconds; starting parallel workers for that doubles what it costs.
        await db.Database.ExecuteSqlAsync($"set local max_parallel_workers_per_gather = 0", cancellation);
        var reusedByType = await SumByTypeAsync(reused, cancellation);
        var others = await SumAsync(assets.Where(asset => asset.ReusedCount == 0), cancellation);
        if (query.HasWindow)
            others += await SumAsync(everReused.Where(asset => !events.Any(reuse => reuse.AssetId == asset.Id)), cancellation);
        var top = await TopAsync(reused, query.Limit, cancellation);
        await transaction.CommitAsync(cancellation);

        var allReused = reusedByType.Aggregate(Sums.None, (sum, row) => sum + row.Sums);
        return new ReuseAnalytics(
            Success: true,
            Overview(allReused, others),
            top,
            reusedByType.ToDictionary(row => row.AssetType, row => new ReuseOfType(row.Sums.Assets, row.Sums.Reuses, Ratio(row.Sums.Reuses, row.Sums.Assets))),
            Correlation(allReused, others));
    }

    private IQueryable<ReuseEvent> EventsOf(ReuseAnalyticsQuery query)
    {
        IQueryable<ReuseEvent> events = db.ReuseEvents;
        if (query.StartDate is { } start)
            events = events.Where(reuse => reuse.ReusedAt >= start);
        if (query.EndDate is { } end)
            events = events.Where(reuse => reuse.ReusedAt <= end);

        return events;
    }

    // All time needs no events: reused_count is their exact number.
    private static IQueryable<ReusedAsset> Counted(IQueryable<CampaignAsset> assets) =>
        assets.Select(asset => new ReusedAsset { Asset = asset, Reuses = asset.ReusedCount });

    private static IQueryable<ReusedAsset> CountedBy(IQueryable<ReuseEvent> events, IQueryable<CampaignAsset> assets) =>
        events
            .GroupBy(reuse => reuse.AssetId)
            .Select(reuses => new { AssetId = reuses.Key, Reuses = reuses.LongCount() })
            .Join(assets, count => count.AssetId, asset => asset.Id, (count, asset) => new ReusedAsset { Asset = asset, Reuses = count.Reuses });

    private static Task<List<TypeSums>> SumByTypeAsync(IQueryable<ReusedAsset> reused, CancellationToken cancellation) =>
        reused
            .GroupBy(row => row.Asset.AssetType)
            .Select(rows => new TypeSums(rows.Key, new Sums(
                rows.LongCount(),
                rows.Sum(row => row.Reuses),
                rows.LongCount(row => row.Asset.Impressions > 0),
                rows.Sum(row => row.Asset.Ctr),
                rows.Where(row => row.Asset.Impressions > 0).Sum(row => row.Asset.Conversions))))
            .ToListAsync(cancellation);

    // By type, since that is the index's order: cheaper than one group of all.
    private static async Task<Sums> SumAsync(IQueryable<CampaignAsset> assets, CancellationToken cancellation)
    {
        var byType = await assets
            .GroupBy(asset => asset.AssetType)
            .Select(rows => new Sums(
                rows.LongCount(),
                0,
                rows.LongCount(row => row.Impressions > 0),
                rows.Sum(row => row.Ctr),
                rows.Where(row => row.Impressions > 0).Sum(row => row.Conversions)))
            .ToListAsync(cancellation);

        return byType.Aggregate(Sums.None, (sum, row) => sum + row);
    }

    // Ranked by what indexes hold; only those on the list are fetched whole.
    private async Task<IReadOnlyList<TopReusedAsset>> TopAsync(IQueryable<ReusedAsset> reused, int limit, CancellationToken cancellation)
    {
        var top = await reused
            .Select(row => new { row.Asset.Id, row.Reuses, row.Asset.LastReusedAt })
            .OrderByDescending(row => row.Reuses).ThenByDescending(row => row.LastReusedAt).ThenByDescending(row => row.Id)
            .Take(limit)
            .Join(db.CampaignAssets, row => row.Id, asset => asset.Id, (row, asset) => new { row.Reuses, Asset = asset, asset.StoredFile })
            .OrderByDescending(row => row.Reuses).ThenByDescending(row => row.Asset.LastReusedAt).ThenByDescending(row => row.Asset.Id)
            .Select(row => new
            {
                row.Asset.Id,
                row.Asset.AssetName,
                row.Asset.AssetType,
                row.Reuses,
                row.Asset.LastReusedAt,
                HasFile = row.Asset.StoredFileId != null,
                HasThumbnail = row.StoredFile!.ThumbnailObject != null,
                row.Asset.Impressions,
                row.Asset.Clicks,
                row.Asset.Conversions,
                row.Asset.Ctr,
                row.Asset.CampaignSpaceId,
            })
            .ToListAsync(cancellation);

        return
        [
            .. top.Select(row => new TopReusedAsset(
                row.Id,
                row.AssetName,
                row.AssetType,
                row.Reuses,
                row.LastReusedAt,
                row.HasFile ? ApiPath.AssetFile(row.Id) : null,
                row.HasThumbnail ? ApiPath.AssetThumbnail(row.Id) : null,
                row.Impressions,
                row.Clicks,
                row.Conversions,
                row.Ctr,
                row.CampaignSpaceId)),
        ];
    }

    private static ReuseOverview Overview(Sums reused, Sums others)
    {
        var total = reused.Assets + others.Assets;
        return new ReuseOverview(total, reused.Assets, reused.Reuses, Ratio(reused.Reuses, reused.Assets), Ratio(reused.Assets * 100m, total));
    }

    private static PerformanceCorrelation Correlation(Sums reused, Sums others) => new(
        new AveragePerformance(Ratio(reused.Ctr, reused.Seen), Ratio(reused.Conversions, reused.Seen), reused.Seen),
        new AveragePerformance(Ratio(others.Ctr, others.Seen), Ratio(others.Conversions, others.Seen), others.Seen),
        Lift(reused.Ctr, reused.Seen, others.Ctr, others.Seen),
        Lift(reused.Conversions, reused.Seen, others.Conversions, others.Seen));

    private static decimal Ratio(decimal dividend, long divisor) => divisor == 0 ? 0 : Rounded(dividend / divisor);

    private static decimal? Lift(decimal reused, long reusedSeen, decimal others, long othersSeen)
    {
        if (reusedSeen == 0 || othersSeen == 0 || others == 0)
            return null;

        var baseline = others / othersSeen;
        return Rounded(((reused / reusedSeen) - baseline) / baseline * 100);
    }

    private static decimal Rounded(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    private sealed class ReusedAsset
    {
        public required CampaignAsset Asset { get; init; }
        public required long Reuses { get; init; }
    }

    private sealed record TypeSums(AssetType AssetType, Sums Sums);

    /// <summary>Of a set of assets. Ctr and conversions are summed over those seen, with impressions; without any, ctr is 0 and adds nothing.</summary>
    private sealed record Sums(long Assets, long Reuses, long Seen, decimal Ctr, decimal Conversions)
    {
        public static Sums None { get; } = new(0, 0, 0, 0, 0);

        public static Sums operator +(Sums left, Sums right) => new(
            left.Assets + right.Assets, left.Reuses + right.Reuses, left.Seen + right.Seen, left.Ctr + right.Ctr, left.Conversions + right.Conversions);
    }
}
