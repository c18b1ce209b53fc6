using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Brings cached totals in line with performance_daily, within the caller's transaction: those of the campaigns and ads in
/// changed_performance, and those that were never summed up (newly linked, or entered by hand) once there is something to sum.
/// Sums are over all days and accounts and are rounded to 4 decimals only here. Deleted spaces and assets follow like live
/// ones, so that nothing is stale when they are restored.
/// </summary>
public sealed class RecomputeTotals(CampaignDb db, TimeProvider time)
{
    /// <summary>Makes the empty temporary table changed_performance, one row for each daily row the caller then changes.</summary>
    public Task BeginAsync(CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"create temporary table changed_performance (platform text not null, level text not null, external_id text not null) on commit drop",
            cancellation);

    /// <summary>Spaces, by platform and campaign; gives how many live ones were written.</summary>
    public Task<long> OfSpacesAsync(CancellationToken cancellation) =>
        CountAsync(
            $"""
            with due as materialized (
              select space.id, space.platform, space.external_campaign_id
              from campaign_spaces as space
              where space.tenant_id = {db.TenantId} and space.external_campaign_id is not null and space.id in (
                select synced.id
                from campaign_spaces as synced
                join (select distinct platform, external_id from changed_performance where level = 'campaign') as changed
                  on changed.platform = synced.platform and changed.external_id = synced.external_campaign_id
                where synced.tenant_id = {db.TenantId} and synced.has_synced_totals
                union all
                select waiting.id
                from campaign_spaces as waiting
                where waiting.tenant_id = {db.TenantId} and waiting.external_campaign_id is not null and not waiting.has_synced_totals and exists (
                  select from performance_daily as daily
                  where daily.tenant_id = {db.TenantId} and daily.platform = waiting.platform and daily.level = 'campaign'
                    and daily.external_id = waiting.external_campaign_id))
              order by space.id
              for no key update of space
            ), total as (
              select due.id, sum(daily.impressions) as impressions, sum(daily.clicks) as clicks,
                sum(daily.spend) as spend, sum(daily.conversions) as conversions, sum(daily.revenue) as revenue
              from due left join performance_daily as daily
                on daily.tenant_id = {db.TenantId} and daily.platform = due.platform and daily.level = 'campaign'
                and daily.external_id = due.external_campaign_id
              group by due.id
            ), written as (
              update campaign_spaces as space set
                total_impressions = coalesce(total.impressions, 0),
                total_clicks = coalesce(total.clicks, 0),
                total_spend = greatest(round(coalesce(total.spend, 0), 4), 0),
                total_conversions = greatest(round(coalesce(total.conversions, 0), 4), 0),
                total_revenue = greatest(round(coalesce(total.revenue, 0), 4), 0),
                has_synced_totals = true,
                performance_last_updated = {time.UtcInstant()}
              from total
              where space.tenant_id = {db.TenantId} and space.id = total.id
              returning space.deleted_at
            )
            select count(*) filter (where deleted_at is null) as "Value" from written
            """,
            cancellation);

    /// <summary>Assets, by their space's platform and ad; gives how many live ones were written.</summary>
    public Task<long> OfAssetsAsync(CancellationToken cancellation) =>
        CountAsync(
            $"""
            with due as materialized (
              select asset.id, space.platform, asset.external_asset_id
              from campaign_assets as asset
              join campaign_spaces as space on space.tenant_id = asset.tenant_id and space.id = asset.campaign_space_id
              where asset.tenant_id = {db.TenantId} and asset.external_asset_id is not null
                and ((space.platform, asset.external_asset_id) in (select platform, external_id from changed_performance where level = 'ad')
                  or (asset.performance_last_updated is null and exists (
                    select from performance_daily as daily
                    where daily.tenant_id = {db.TenantId} and daily.platform = space.platform and daily.level = 'ad'
                      and daily.external_id = asset.external_asset_id)))
              order by asset.id
              for no key update of asset
            ), total as (
              select due.id, sum(daily.impressions) as impressions, sum(daily.clicks) as clicks,
                sum(daily.spend) as spend, sum(daily.conversions) as conversions, sum(daily.revenue) as revenue
              from due left join performance_daily as daily
                on daily.tenant_id = {db.TenantId} and daily.platform = due.platform and daily.level = 'ad'
                and daily.external_id = due.external_asset_id
              group by due.id
            ), written as (
              update campaign_assets as asset set
                impressions = coalesce(total.impressions, 0),
                clicks = coalesce(total.clicks, 0),
                spend = greatest(round(coalesce(total.spend, 0), 4), 0),
                conversions = greatest(round(coalesce(total.conversions, 0), 4), 0),
                revenue = greatest(round(coalesce(total.revenue, 0), 4), 0),
                performance_last_updated = {time.UtcInstant()}
              from total
              where asset.tenant_id = {db.TenantId} and asset.id = total.id
              returning asset.deleted_at
            )
            select count(*) filter (where deleted_at is null) as "Value" from written
            """,
            cancellation);

    private async Task<long> CountAsync(FormattableString update, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<long>(update).ToListAsync(cancellation)).Single();
}
