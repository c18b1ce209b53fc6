using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>The daily rows of one campaign or ad, over all of the tenant's accounts, put together by period.</summary>
public sealed class ReadPerformanceSeries(CampaignDb db)
{
    public async Task<PerformanceSeries> RunAsync(
        PerformanceLevel level, Platform platform, string? externalId, PerformanceQuery query, CancellationToken cancellation)
    {
        // One pass gives the periods and, as the row without one, the totals, which are thus not sums of what was rounded.
        var sums = await db.Database.SqlQuery<PeriodSums>(
            $"""
            select date_trunc({WireName.Of(query.Granularity)}, day::timestamp)::date as "PeriodStart",
              coalesce(sum(impressions), 0)::bigint as "Impressions", coalesce(sum(clicks), 0)::bigint as "Clicks",
              round(coalesce(sum(spend), 0), 4) as "Spend", round(coalesce(sum(conversions), 0), 4) as "Conversions",
              round(coalesce(sum(revenue), 0), 4) as "Revenue"
            from performance_daily
            where tenant_id = {db.TenantId} and platform = {WireName.Of(platform)} and level = {WireName.Of(level)}
              and external_id = {externalId} and day between {query.From ?? DateOnly.MinValue} and {query.To ?? DateOnly.MaxValue}
            group by grouping sets ((1), ())
            order by 1
            """).ToListAsync(cancellation);

        var totals = sums.Single(sum => sum.PeriodStart is null);
        return new PerformanceSeries(
            [.. sums.Where(sum => sum.PeriodStart is not null).Select(Period)],
            new PerformanceTotals(totals.Impressions, totals.Clicks, totals.Spend, totals.Conversions, totals.Revenue, Ctr(totals), Roas(totals)));
    }

    private static PerformancePeriod Period(PeriodSums sum) =>
        new(sum.PeriodStart!.Value, sum.Impressions, sum.Clicks, sum.Spend, sum.Conversions, sum.Revenue, Ctr(sum), Roas(sum));

    private static decimal Ctr(PeriodSums sum) => Ratio(sum.Clicks * 100m, sum.Impressions);

    private static decimal Roas(PeriodSums sum) => Ratio(sum.Revenue, sum.Spend);

    // As the database rounds avg_ctr and avg_roas.
    private static decimal Ratio(decimal part, decimal whole) => whole == 0 ? 0 : decimal.Round(part / whole, 6, MidpointRounding.AwayFromZero);

    private sealed record PeriodSums(DateOnly? PeriodStart, long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue);
}
