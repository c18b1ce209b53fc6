using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse.BigQuery;
using Google.Cloud.BigQuery.V2;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>
/// Daily performance in BigQuery, summed there by the queries of a profile (docs/warehouse.md). Before each the tables' columns, the result's and the
/// bytes it would read are asked for, which costs nothing; a column that is gone or of another type is a fault that names it.
/// </summary>
internal sealed partial class BigQueryWarehouse(IOptions<WarehouseOptions> options, BigQueryJobs jobs) : IPerformanceWarehouse
{
    private readonly IBigQueryProfile profile = BigQueryProfiles.Of(options.Value);

    public bool Covers(Platform platform) => profile.Covers(platform);

    public async Task<bool> HasAsync(PerformanceLevel level, CancellationToken cancellation)
    {
        if (await profile.ReportAsync(level, cancellation) is not { } report || await SqlAsync(report, cancellation) is not { } sql)
            return false;

        // Somebody else's query is tried before it is first relied on.
        if (report.Tables.Count == 0)
            await PlanAsync(Query(report, sql, new WarehouseQuery(level, [], DateOnly.MinValue, DateOnly.MinValue)), cancellation);

        return true;
    }

    public async IAsyncEnumerable<WarehouseRow> ReadAsync(WarehouseQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = query.Accounts.Where(account => Covers(account.Platform)).ToHashSet();
        if (own.Count == 0)
            yield break;

        var report = await profile.ReportAsync(query.Level, cancellation)
            ?? throw new WarehouseFaultException($"The profile {options.Value.Profile} has no {query.Level.ToString().ToLowerInvariant()} query.");
        var sql = await SqlAsync(report, cancellation) ?? throw NoTable(report);

        IEnumerable<Platform?> platforms = report.SaysPlatform ? [null] : own.Select(account => (Platform?)account.Platform).Distinct();
        foreach (var asked in platforms)
        {
            var part = query with { Accounts = [.. own.Where(account => asked is null || account.Platform == asked)] };
            await foreach (var row in RowsAsync(report, sql, part, asked, cancellation))
            {
                // Whatever a query gives, nobody gets to see somebody else's rows.
                if (row.Day >= query.From && row.Day <= query.To && own.Contains(new WarehouseAccount(row.Platform, row.AccountId)))
                    yield return row;
            }
        }
    }

    private async IAsyncEnumerable<WarehouseRow> RowsAsync(
        BigQueryReport report, string sql, WarehouseQuery query, Platform? asked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var job = Query(report, sql, query);
        var plan = await PlanAsync(job, cancellation);
        if (plan.Bytes > options.Value.MaxBytesBilled)
            throw new WarehouseFaultException(string.Create(CultureInfo.InvariantCulture, $"{report.Name}: {BigQueryFailures.OverCap(options.Value.MaxBytesBilled)} It would read {plan.Bytes}."));

        var result = await jobs.RunAsync(job, plan, cancellation);
        var columns = new BigQueryReportColumns(report, result.Schema);
        var accountIds = query.Accounts.Select(account => account.AccountId).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in result.Rows.WithCancellation(cancellation))
        {
            if (accountIds.Contains(columns.AccountId(row)))
                yield return columns.Read(row, asked);
        }
    }

    private async Task<BigQueryPlan> PlanAsync(BigQueryQuery query, CancellationToken cancellation)
    {
        var plan = await jobs.PlanAsync(query, cancellation) ?? throw NoTable(query.For);
        if (plan.Schema is { } schema)
            _ = new BigQueryReportColumns(query.For, schema);

        return plan;
    }

    // The report's query for the tables as they are; null when the first of them is not there.
    private async Task<string?> SqlAsync(BigQueryReport report, CancellationToken cancellation)
    {
        var dataset = options.Value.Dataset.Contains('.', StringComparison.Ordinal) ? options.Value.Dataset : $"{options.Value.ProjectId}.{options.Value.Dataset}";
        var sql = report.Sql.Replace("{dataset}", dataset, StringComparison.Ordinal);

        foreach (var table in report.Tables)
        {
            var plan = await jobs.PlanAsync(new BigQueryQuery(report, $"SELECT * FROM `{dataset}.{table.Name}`", []), cancellation);
            if (plan is null)
                return table == report.Tables[0] ? null : throw NoTable(report, table);
            if (plan.Schema is not { Fields: { } fields })
                continue;

            var names = BigQueryColumnCheck.Demand(report.Name, $"the table {table.Name}", table.Columns, fields);
            foreach (var (column, name) in table.Columns.Zip(names))
                sql = sql.Replace($"{{{column.Names[0]}}}", name, StringComparison.Ordinal);
        }

        return sql;
    }

    private BigQueryQuery Query(BigQueryReport report, string sql, WarehouseQuery query)
    {
        BigQueryParameter[] all =
        [
            new("first_day", BigQueryDbType.Date, query.From.ToDateTime(TimeOnly.MinValue)),
            new("last_day", BigQueryDbType.Date, query.To.ToDateTime(TimeOnly.MinValue)),
            new("account_ids", BigQueryDbType.Array, query.Accounts.Select(account => account.AccountId).Distinct(StringComparer.Ordinal).ToArray()),
            new("platforms", BigQueryDbType.Array, query.Accounts.Select(account => account.Platform).Distinct().SelectMany(WarehousePlatform.Spellings).ToArray()),
            new("accounts", BigQueryDbType.Array, query.Accounts.SelectMany(account => WarehousePlatform.Spellings(account.Platform).Select(name => $"{name}/{account.AccountId}")).ToArray()),
            new("purchase_action_type", BigQueryDbType.String, options.Value.PurchaseActionType),
        ];
        var named = ParameterPattern().Matches(sql).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new BigQueryQuery(report, sql, [.. all.Where(parameter => named.Contains(parameter.Name))]);
    }

    private static WarehouseFaultException NoTable(BigQueryReport report) =>
        report.Tables.Count > 0 ? NoTable(report, report.Tables[0]) : new WarehouseFaultException($"{report.Name}: a table that the query reads is not in BigQuery.");

    private static WarehouseFaultException NoTable(BigQueryReport report, BigQueryTable table) =>
        new($"{report.Name}: there is no table {table.Name} in the dataset.");

    [GeneratedRegex("@(?<name>[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterPattern();
}
