using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Warehouse;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Makes a window of performance_daily what the warehouse says, within the caller's transaction: days are replaced, never added
/// to, and days the warehouse no longer has go. Only rows that differ are written.
/// </summary>
public sealed class ReplaceDailyRows(CampaignDb db, IPerformanceWarehouse warehouse)
{
    /// <summary>Makes the empty temporary tables that the rows pass through.</summary>
    public Task BeginAsync(CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            create temporary table read_performance (
              platform text not null, account_id text not null, level text not null, external_id text not null, day date not null,
              impressions bigint not null, clicks bigint not null, spend numeric not null, conversions numeric not null, revenue numeric not null
            ) on commit drop
            """,
            cancellation);

    /// <summary>Streams one level's rows into the database, as they come.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> ReadAsync(WarehouseQuery query, CancellationToken cancellation)
    {
        // The database is not made to wait for rows while a warehouse comes to its first one, which may take minutes.
        await using var rows = warehouse.ReadAsync(query, cancellation).GetAsyncEnumerator(cancellation);
        if (!await rows.MoveNextAsync())
            return 0;

        var level = WireName.Of(query.Level);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy read_performance (platform, account_id, level, external_id, day, impressions, clicks, spend, conversions, revenue) from stdin (format binary)",
            cancellation);

        do
        {
            var row = rows.Current;
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(WireName.Of(row.Platform), NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(row.AccountId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(level, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(row.ExternalId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(row.Day, NpgsqlDbType.Date, cancellation);
            await copy.WriteAsync(row.Impressions, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(row.Clicks, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(row.Spend, NpgsqlDbType.Numeric, cancellation);
            await copy.WriteAsync(row.Conversions, NpgsqlDbType.Numeric, cancellation);
            await copy.WriteAsync(row.ConversionsValue, NpgsqlDbType.Numeric, cancellation);
        }
        while (await rows.MoveNextAsync());

        return (long)await copy.CompleteAsync(cancellation);
    }

    /// <summary>Sums what was read by key and day and replaces the accounts' window by it. The rows changed are left in changed_performance.</summary>
    /// <returns>Rows inserted, updated and deleted.</returns>
    public async Task<long> ReplaceAsync(
        IEnumerable<AdAccount> accounts, DateOnly from, DateOnly to, IEnumerable<PerformanceLevel> levels, CancellationToken cancellation)
    {
        Guid[] accountIds = [.. accounts.Select(account => account.Id)];
        string[] levelNames = [.. levels.Select(level => WireName.Of(level))];

        await db.Database.ExecuteSqlAsync(
            $"""
            create temporary table source_days on commit drop as
              select platform, account_id, level, external_id, day, sum(impressions)::bigint as impressions, sum(clicks)::bigint as clicks,
                sum(spend) as spend, sum(conversions) as conversions, sum(revenue) as revenue
              from read_performance
              group by platform, account_id, level, external_id, day
            """,
            cancellation);
        await db.Database.ExecuteSqlAsync($"analyze source_days", cancellation);

        return await db.Database.ExecuteSqlAsync(
            $"""
            with known as materialized (
              select daily.*
              from performance_daily as daily
              join ad_accounts as account
                on account.tenant_id = daily.tenant_id and account.platform = daily.platform and account.account_id = daily.account_id
              where daily.tenant_id = {db.TenantId} and account.id = any({accountIds}) and daily.day between {from} and {to} and daily.level = any({levelNames})
            ), gone as (
              delete from performance_daily as daily using (
                select platform, account_id, level, external_id, day from known
                except
                select platform, account_id, level, external_id, day from source_days
              ) as absent
              where daily.tenant_id = {db.TenantId} and daily.platform = absent.platform and daily.account_id = absent.account_id
                and daily.level = absent.level and daily.external_id = absent.external_id and daily.day = absent.day
              returning daily.platform, daily.level, daily.external_id
            ), restated as (
              update performance_daily as daily set
                impressions = source.impressions, clicks = source.clicks, spend = source.spend, conversions = source.conversions, revenue = source.revenue
              from source_days as source join known using (platform, account_id, level, external_id, day)
              where daily.tenant_id = {db.TenantId} and daily.platform = source.platform and daily.account_id = source.account_id
                and daily.level = source.level and daily.external_id = source.external_id and daily.day = source.day
                and (known.impressions, known.clicks, known.spend, known.conversions, known.revenue)
                  is distinct from (source.impressions, source.clicks, source.spend, source.conversions, source.revenue)
              returning daily.platform, daily.level, daily.external_id
            ), added as (
              insert into performance_daily (tenant_id, platform, account_id, level, external_id, day, impressions, clicks, spend, conversions, revenue)
              select {db.TenantId}, platform, account_id, level, external_id, day,
                source.impressions, source.clicks, source.spend, source.conversions, source.revenue
              from source_days as source left join known using (platform, account_id, level, external_id, day)
              where known.tenant_id is null
              returning platform, level, external_id
            )
            insert into changed_performance (platform, level, external_id)
            select platform, level, external_id from gone
            union all select platform, level, external_id from restated
            union all select platform, level, external_id from added
            """,
            cancellation);
    }

    /// <summary>Keys and days that were read and that no live space (by campaign) or asset (by ad) carries.</summary>
    public async Task<long> CountUnmatchedAsync(CancellationToken cancellation)
    {
        var counted = await db.Database.SqlQuery<long>(
            $"""
            select coalesce(sum(days), 0)::bigint as "Value"
            from (select platform, level, external_id, count(*) as days from source_days group by platform, level, external_id) as source
            where case level
              when 'campaign' then not exists (
                select from campaign_spaces as space
                where space.tenant_id = {db.TenantId} and space.platform = source.platform
                  and space.external_campaign_id = source.external_id and space.deleted_at is null)
              else not exists (
                select from campaign_assets as asset
                join campaign_spaces as space on space.tenant_id = asset.tenant_id and space.id = asset.campaign_space_id
                where asset.tenant_id = {db.TenantId} and asset.external_asset_id = source.external_id
                  and space.platform = source.platform and asset.deleted_at is null)
            end
            """).ToListAsync(cancellation);

        return counted.Single();
    }
}
