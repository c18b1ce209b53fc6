using System.Globalization;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using Google.Apis.Bigquery.v2.Data;
using Google.Cloud.BigQuery.V2;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>Where a result's columns stand, and how its cells are read: as texts, so that no number passes through a double.</summary>
internal sealed class BigQueryReportColumns
{
    private readonly BigQueryReport report;
    private readonly string[] names;
    private readonly int day;
    private readonly int platform;
    private readonly int accountId;
    private readonly int externalId;
    private readonly int clicks;
    private readonly int impressions;
    private readonly int spend;
    private readonly int conversions;
    private readonly int conversionsValue;

    /// <summary>Finds the columns; a fault names those that are missing or of another type.</summary>
    public BigQueryReportColumns(BigQueryReport report, TableSchema schema)
    {
        this.report = report;
        var fields = schema.Fields ?? [];
        BigQueryColumnCheck.Demand(report.Name, "the query's result", Needed(report), fields);

        names = [.. fields.Select(field => field.Name ?? string.Empty)];
        day = Find("date_day");
        platform = Find("platform");
        accountId = Find("account_id");
        externalId = Find(report.Level == PerformanceLevel.Campaign ? "campaign_id" : "ad_id");
        (clicks, impressions) = (Find("clicks"), Find("impressions"));
        (spend, conversions, conversionsValue) = (Find("spend"), Find("conversions"), Find("conversions_value"));
    }

    /// <summary>The platform is given by the row, or for all rows by who asked.</summary>
    public WarehouseRow Read(BigQueryRow row, Platform? asked) => new(
        Day(row),
        asked ?? Platform(row),
        Text(row, accountId),
        ExternalId(row),
        Count(row, clicks),
        Count(row, impressions),
        Amount(row, spend),
        Amount(row, conversions),
        Amount(row, conversionsValue));

    public string AccountId(BigQueryRow row) => Text(row, accountId);

    private static IEnumerable<BigQueryColumn> Needed(BigQueryReport report)
    {
        yield return new BigQueryColumn("date_day", BigQueryType.Date);
        if (report.SaysPlatform)
            yield return new BigQueryColumn("platform", BigQueryType.Text);
        yield return new BigQueryColumn("account_id", BigQueryType.Id);
        yield return new BigQueryColumn("campaign_id", BigQueryType.Id);
        if (report.Level == PerformanceLevel.Ad)
            yield return new BigQueryColumn("ad_id", BigQueryType.Id);
        foreach (var number in (string[])["clicks", "impressions", "spend", "conversions", "conversions_value"])
            yield return new BigQueryColumn(number, BigQueryType.Number);
    }

    private DateOnly Day(BigQueryRow row) =>
        DateOnly.TryParseExact(Text(row, day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Fault(row, day, WarehouseValue.DayRule);

    private Platform Platform(BigQueryRow row) =>
        WarehousePlatform.TryParse(Text(row, platform).Trim(), out var known) ? known : throw Fault(row, platform, WarehouseValue.PlatformRule);

    private string ExternalId(BigQueryRow row)
    {
        var id = Text(row, externalId);
        return WarehouseValue.IsId(id) ? id : throw Fault(row, externalId, WarehouseValue.IdRule);
    }

    private long Count(BigQueryRow row, int column) =>
        WarehouseValue.Count(Text(row, column), out var count) is { } broken ? throw Fault(row, column, broken) : count;

    private decimal Amount(BigQueryRow row, int column) =>
        WarehouseValue.Amount(Text(row, column), out var amount) is { } broken ? throw Fault(row, column, broken) : amount;

    private static string Text(BigQueryRow row, int column) => row.RawRow.F[column].V?.ToString() ?? string.Empty;

    private int Find(string column) => Array.FindIndex(names, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));

    private WarehouseFaultException Fault(BigQueryRow row, int column, string rule) =>
        new($"{report.Name}: column {names[column]}: {WarehouseValue.Shown(Text(row, column))} {rule}.");
}
