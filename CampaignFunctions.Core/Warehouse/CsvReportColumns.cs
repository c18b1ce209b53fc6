using System.Globalization;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CsvHelper;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>Where a report's columns stand, in whatever order among whatever others, and how their cells are read.</summary>
internal sealed class CsvReportColumns
{
    private static readonly string[] DayFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'"];

    private readonly string[] names;
    private readonly Func<string, Exception> fault;
    private readonly int day;
    private readonly int platform;
    private readonly int accountId;
    private readonly int externalId;
    private readonly int clicks;
    private readonly int impressions;
    private readonly int spend;
    private readonly int conversions;
    private readonly int conversionsValue;

    /// <summary>Finds the columns; a fault names those that are not there.</summary>
    public CsvReportColumns(string[] header, PerformanceLevel level, Func<string, Exception> fault)
    {
        names = header;
        this.fault = fault;

        string[] needed = ["date_day", "platform", "account_id", level == PerformanceLevel.Campaign ? "campaign_id" : "ad_id", "clicks", "impressions", "spend", "conversions", "conversions_value"];
        var missing = needed.Where(column => Count(column) == 0).ToList();
        if (missing.Count > 0)
            throw fault($"the header has no column {string.Join(", ", missing)}; it must have {string.Join(", ", needed)}, in any order.");
        if (needed.FirstOrDefault(column => Count(column) > 1) is { } twice)
            throw fault($"the header has the column {twice} more than once.");

        (day, platform, accountId, externalId) = (Find(needed[0]), Find(needed[1]), Find(needed[2]), Find(needed[3]));
        (clicks, impressions, spend, conversions, conversionsValue) = (Find(needed[4]), Find(needed[5]), Find(needed[6]), Find(needed[7]), Find(needed[8]));
    }

    public int Width => names.Length;

    public string AccountId(CsvReader row) => row.GetString(accountId).Trim();

    public Platform Platform(CsvReader row) =>
        WarehousePlatform.TryParse(row.GetString(platform).Trim(), out var known) ? known : throw Fault(row, platform, WarehouseValue.PlatformRule);

    public DateOnly Day(CsvReader row) =>
        DateTime.TryParseExact(row.GetString(day).AsSpan().Trim(), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant) && instant.TimeOfDay == TimeSpan.Zero
            ? DateOnly.FromDateTime(instant)
            : throw Fault(row, day, WarehouseValue.DayRule);

    public string ExternalId(CsvReader row)
    {
        var id = row.GetString(externalId).Trim();
        return WarehouseValue.IsId(id) ? id : throw Fault(row, externalId, WarehouseValue.IdRule);
    }

    public long Clicks(CsvReader row) => Count(row, clicks);

    public long Impressions(CsvReader row) => Count(row, impressions);

    /// <summary>May be negative, as credits and retracted conversions are.</summary>
    public decimal Spend(CsvReader row) => Amount(row, spend);

    /// <inheritdoc cref="Spend"/>
    public decimal Conversions(CsvReader row) => Amount(row, conversions);

    /// <inheritdoc cref="Spend"/>
    public decimal ConversionsValue(CsvReader row) => Amount(row, conversionsValue);

    private long Count(CsvReader row, int column) =>
        WarehouseValue.Count(row.GetString(column).AsSpan().Trim(), out var count) is { } broken ? throw Fault(row, column, broken) : count;

    private decimal Amount(CsvReader row, int column) =>
        WarehouseValue.Amount(row.GetString(column).AsSpan().Trim(), out var amount) is { } broken ? throw Fault(row, column, broken) : amount;

    private int Find(string column) => Array.FindIndex(names, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));

    private int Count(string column) => names.Count(name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));

    private Exception Fault(CsvReader row, int column, string rule) =>
        fault($"column {names[column]}: {WarehouseValue.Shown(row.GetString(column))} {rule}.");
}
