using System.Globalization;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Warehouse;

/// <summary>A campaign report of so many rows, and whether they all came.</summary>
public abstract class BigQueryRowsTest : BigQueryTest
{
    private const int Rows = 25;

    private protected void Prepare(int rows = Rows) => Server.Prepare("ad_reporting__campaign_report", Answer(rows));

    private protected static BigQueryAnswer Answer(int rows)
    {
        var answer = new BigQueryAnswer(
        [
            ("date_day", "DATE"), ("platform", "STRING"), ("account_id", "STRING"), ("campaign_id", "STRING"),
            ("clicks", "INTEGER"), ("impressions", "INTEGER"), ("spend", "NUMERIC"), ("conversions", "NUMERIC"), ("conversions_value", "NUMERIC"),
        ]);
        for (var row = 0; row < rows; row++)
            answer.Row("2026-01-27", "facebook_ads", "1", row.ToString(CultureInfo.InvariantCulture), "1", "10", "0.25", "0", "0");
        return answer;
    }

    private protected Task AssertAllRowsAsync(params (string Setting, string Value)[] settings) => AssertAllRowsAsync(Rows, settings);

    private protected async Task AssertAllRowsAsync(int rows, params (string Setting, string Value)[] settings) =>
        AssertAll(await ReadAsync(Warehouse("ad_reporting", settings), Campaigns(Platform.Meta, "1")), rows);

    private protected static void AssertAll(List<WarehouseRow> read, int rows)
    {
        Assert.Equal(rows, read.Count);
        Assert.Equal(rows, read.Select(row => row.ExternalId).Distinct(StringComparer.Ordinal).Count());
    }
}
