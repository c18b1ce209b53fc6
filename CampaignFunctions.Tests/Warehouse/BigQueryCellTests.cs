using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Warehouse;

/// <summary>What is made of a result's types and cells, by a query of the house: there the result can be anything.</summary>
public sealed class BigQueryCellTests : BigQueryTest
{
    private static readonly (string Name, string Type)[] Columns =
    [
        ("date_day", "DATE"), ("platform", "STRING"), ("account_id", "STRING"), ("campaign_id", "STRING"),
        ("clicks", "INTEGER"), ("impressions", "INTEGER"), ("spend", "NUMERIC"), ("conversions", "FLOAT"), ("conversions_value", "BIGNUMERIC"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("house-").FullName;

    public BigQueryCellTests() => File.WriteAllText(Path.Combine(folder, "campaign.sql"), "SELECT * FROM `{dataset}.ours` WHERE account_id IN UNNEST(@account_ids)");

    public override async Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Numbers_are_taken_as_they_were_written()
    {
        Prepare(Columns, ["2026-01-27", "google_ads", "1", "120210921616440533", "999999999999999", "10", "99999999999999.123456789", "7.48E-6", "0.1234567890123456789012345678"]);

        var row = Assert.Single(await ReadAsync(House(), Campaigns(Platform.GoogleAds, "1")));

        Assert.Equal(
            new WarehouseRow(new DateOnly(2026, 1, 27), Platform.GoogleAds, "1", "120210921616440533", 999999999999999, 10, 99999999999999.123456789m, 0.00000748m, 0.1234567890123456789012345678m),
            row);
    }

    [Fact]
    public async Task Ids_may_be_numbers_counts_floats_and_missing_numbers_are_none()
    {
        Prepare(
            [("CONVERSIONS_VALUE", "INTEGER"), ("whatever", "RECORD"), .. Columns[..2], ("account_id", "INTEGER"), ("campaign_id", "INTEGER"), ("clicks", "FLOAT"), ("impressions", "NUMERIC"), .. Columns[6..8]],
            ["183", null, "2026-01-27", "facebook_ads", "1", "9223372036854775807", "37.0", null, null, null]);

        var row = Assert.Single(await ReadAsync(House(), Campaigns(Platform.Meta, "1")));

        Assert.Equal(new WarehouseRow(new DateOnly(2026, 1, 27), Platform.Meta, "1", "9223372036854775807", 37, 0, 0m, 0m, 183m), row);
    }

    [Theory]
    [InlineData(4, "37.5", "column clicks: '37.5' must be a whole number from 0, such as 37.")]
    [InlineData(5, "-1", "column impressions: '-1' must be a whole number from 0, such as 37.")]
    [InlineData(6, "NaN", "column spend: 'NaN' must be a number with a decimal point and nothing else in it, such as 1234.5 (an empty cell is 0).")]
    [InlineData(6, "1000000000000001", "column spend: '1000000000000001' must be a number with a decimal point")]
    [InlineData(7, "Infinity", "column conversions: 'Infinity' must be a number")]
    [InlineData(3, "", "column campaign_id: '' must be the platform's id, of 1 to 255 characters.")]
    [InlineData(3, null, "column campaign_id: '' must be the platform's id")]
    [InlineData(0, null, "column date_day: '' must be a day, such as 2026-01-27.")]
    [InlineData(1, "spotify_ads", "column platform: 'spotify_ads' must be one of google_ads")]
    public async Task A_cell_that_cannot_be_is_named(int column, string? cell, string fault)
    {
        string?[] cells = ["2026-01-27", "google_ads", "1", "2", "3", "4", "5", "6", "7"];
        cells[column] = cell;
        Prepare(Columns, cells);

        Assert.StartsWith($"house, campaign level: {fault}", await FaultAsync(House(), Campaigns(Platform.GoogleAds, "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_are_missing_or_of_another_type_are_named_before_the_query_is_run()
    {
        Prepare([("date_day", "TIMESTAMP"), .. Columns[1..3], ("campaign_id", "FLOAT"), .. Columns[4..6], ("spend", "STRING")]);

        const string fault = "house, campaign level: the query's result has the column date_day as TIMESTAMP, which must be DATE; the column campaign_id as FLOAT64, "
            + "which must be STRING or INT64; the column spend as STRING, which must be INT64 or NUMERIC or BIGNUMERIC or FLOAT64; no column conversions; no column conversions_value.";
        Assert.Equal(fault, await FaultAsync(House(), Campaigns(Platform.GoogleAds, "1")));
        Assert.Equal(fault, (await Assert.ThrowsAsync<WarehouseFaultException>(() => House().HasAsync(CampaignFunctions.Core.Performance.PerformanceLevel.Campaign, default))).Message);
        Assert.Empty(Server.CallsOf(BigQueryCallKind.Insert));
    }

    [Fact]
    public async Task A_query_of_the_house_must_say_the_platform()
    {
        Prepare([Columns[0], .. Columns[2..]]);

        Assert.Equal("house, campaign level: the query's result has no column platform.", await FaultAsync(House(), Campaigns(Platform.GoogleAds, "1")));
    }

    [Fact]
    public async Task Rows_of_others_and_of_other_days_are_passed_over_unread()
    {
        string[] good = ["google_ads", "1", "2", "3", "4", "5", "6", "7"];
        Prepare(
            Columns,
            ["2026-01-27", .. good],
            ["2026-01-27", "facebook_ads", "1", "2", "3", "4", "5", "6", "7"],
            ["2026-01-27", "google_ads", "somebody's", "2", "not a number", "4", "5", "6", "7"],
            ["2025-12-31", .. good],
            ["2026-02-01", .. good]);

        Assert.Equal("2", Assert.Single(await ReadAsync(House(), Campaigns(Platform.GoogleAds, "1"))).ExternalId);
    }

    [Fact]
    public async Task The_houses_own_tables_are_read_with_the_parameters_that_its_query_names()
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "campaign.sql"),
            """
            SELECT day AS date_day, platform, account_id, campaign_id, clicks, impressions, spend, conversions, conversions_value
            FROM `{dataset}.ours`
            WHERE day BETWEEN @first_day AND @last_day AND LOWER(platform) || '/' || account_id IN UNNEST(@accounts)
            """);
        await Server.Tables.ExecuteAsync(
            """
            create table ours (day date, platform text, account_id text, campaign_id bigint, clicks bigint, impressions bigint, spend numeric, conversions numeric, conversions_value numeric);
            insert into ours values ('2026-01-27', 'Facebook_Ads', '1', 2, 3, 4, 5.5, 6, 7), ('2026-01-27', 'google_ads', '1', 2, 3, 4, 5.5, 6, 7), ('2026-01-27', 'meta', '9', 2, 3, 4, 5.5, 6, 7)
            """);
        // How platforms are spelled is the warehouse's to say: WarehousePlatform takes any case.
        var row = Assert.Single(await ReadAsync(House(), Campaigns(Platform.Meta, "1")));

        Assert.Equal(new WarehouseRow(new DateOnly(2026, 1, 27), Platform.Meta, "1", "2", 3, 4, 5.5m, 6m, 7m), row);
        var insert = Assert.Single(Server.CallsOf(BigQueryCallKind.Insert));
        Assert.Equal(["accounts", "first_day", "last_day"], insert.Body!["configuration"]!["query"]!["queryParameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_an_ad_query_there_are_no_ads_and_a_query_that_BigQuery_refuses_is_told_why()
    {
        var house = House();
        Assert.False(await house.HasAsync(CampaignFunctions.Core.Performance.PerformanceLevel.Ad, default));
        Assert.Equal("The profile house has no ad query.", await FaultAsync(house, Ads(Platform.GoogleAds, "1")));

        Assert.Equal("house, campaign level: a table that the query reads is not in BigQuery.", await FaultAsync(house, Campaigns(Platform.GoogleAds, "1")));

        await Server.Tables.ExecuteAsync("create table ours (accountid text)");
        Assert.Equal("house, campaign level: BigQuery refuses the query: Unrecognized name: account_id at [7:3]", await FaultAsync(house, Campaigns(Platform.GoogleAds, "1")));
    }

    private IPerformanceWarehouse House() => Warehouse("house", ("HousePath", folder));

    private void Prepare((string Name, string Type)[] columns, params string?[][] rows)
    {
        var answer = new BigQueryAnswer(columns);
        foreach (var row in rows)
            answer.Row(row);
        Server.Prepare(".ours`", answer);
    }
}
