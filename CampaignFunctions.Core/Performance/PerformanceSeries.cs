namespace CampaignFunctions.Core.Performance;

/// <summary>Performance over time. Periods without any row are absent; totals are of the days asked for.</summary>
public sealed record PerformanceSeries(IReadOnlyList<PerformancePeriod> Series, PerformanceTotals Totals);

/// <summary>One day, week or month. period_start is its first day, also where from begins later. ctr in percent, roas is revenue ÷ spend.</summary>
public sealed record PerformancePeriod(
    DateOnly PeriodStart, long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue, decimal Ctr, decimal Roas);

public sealed record PerformanceTotals(
    long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue, decimal Ctr, decimal Roas);
