using CampaignFunctions.Core.Assets;

namespace CampaignFunctions.Core.Reuse;

/// <summary>How much the tenant's assets are used again, and whether those that are do better. Percentages and averages have 2 decimals.</summary>
public sealed record ReuseAnalytics(
    bool Success,
    ReuseOverview Overview,
    IReadOnlyList<TopReusedAsset> TopReusedAssets,
    IReadOnlyDictionary<AssetType, ReuseOfType> ByAssetType,
    PerformanceCorrelation PerformanceCorrelation);

/// <summary>total_assets are all live ones of the type asked for; the rest speaks of the window.</summary>
public sealed record ReuseOverview(
    long TotalAssets, long AssetsWithReuses, long TotalReuses, decimal AvgReusesPerAsset, decimal ReuseRatePercentage);

/// <summary>reused_count is that of the window; the other figures are the asset's own.</summary>
public sealed record TopReusedAsset(
    Guid Id,
    string AssetName,
    AssetType AssetType,
    long ReusedCount,
    DateTimeOffset? LastReusedAt,
    string? FileUrl,
    string? ThumbnailUrl,
    long Impressions,
    long Clicks,
    decimal Conversions,
    decimal Ctr,
    Guid CampaignSpaceId);

/// <summary>count: assets of the type with reuses.</summary>
public sealed record ReuseOfType(long Count, long TotalReuses, decimal AvgReusesPerAsset);

/// <summary>Lifts are by how many percent reused assets do better; null where there is nothing to compare with.</summary>
public sealed record PerformanceCorrelation(
    AveragePerformance ReusedAssets,
    AveragePerformance NonReusedAssets,
    decimal? CtrLiftPercentage,
    decimal? ConversionsLiftPercentage);

/// <summary>Plain means over the assets that were seen at all (with impressions); sample_size is their number.</summary>
public sealed record AveragePerformance(decimal AvgCtr, decimal AvgConversions, long SampleSize);
