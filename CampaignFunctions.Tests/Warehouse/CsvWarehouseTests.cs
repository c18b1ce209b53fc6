using System.Text;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.Warehouse;

public sealed class CsvWarehouseTests : IDisposable
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly DateOnly Last = new(2026, 1, 31);
    private static readonly DateOnly Day = new(2026, 1, 27);
    private readonly string folder = Directory.CreateTempSubdirectory("warehouse-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Columns_are_found_by_name_whatever_their_order_and_company()
    {
        Write("campaign_report.csv", """
            conversions_value,Impressions, clicks ,extra,platform,account_id,spend,"campaign_id",date_day,conversions
            12.5,1000,10,whatever,google_ads,111,3.25,222,2026-01-27,0.5
            """);

        var row = Assert.Single(await ReadAsync());

        Assert.Equal(new WarehouseRow(Day, Platform.GoogleAds, "111", "222", Clicks: 10, Impressions: 1000, Spend: 3.25m, Conversions: 0.5m, ConversionsValue: 12.5m), row);
    }

    [Fact]
    public async Task Real_exports_have_a_byte_order_mark_CRLF_quoted_line_breaks_float_noise_and_long_ids()
    {
        var text = $"{Report.CampaignHeader}\r\n"
            + "2026-01-27,facebook_ads,111,\"An account,\r\nin \"\"two\"\" lines\",120210921616440533,Générique 🌞,38.0,5080.0,84.99999999999999,7.48E-6,183.0\r\n"
            + "\r\n"
            + "2026-01-27 00:00:00,\"meta\",111,A,000000000000000001,N,,,,,";
        WriteBytes("campaign_report_2026.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);

        var rows = await ReadAsync(Platform.Meta);

        Assert.Equal(
            [
                new WarehouseRow(Day, Platform.Meta, "111", "120210921616440533", 38, 5080, 84.99999999999999m, 0.00000748m, 183m),
                new WarehouseRow(Day, Platform.Meta, "111", "000000000000000001", 0, 0, 0m, 0m, 0m),
            ],
            rows);
    }

    [Theory]
    [InlineData("facebook_ads", Platform.Meta)]
    [InlineData("meta", Platform.Meta)]
    [InlineData("linkedin_ads", Platform.Linkedin)]
    [InlineData("linkedin", Platform.Linkedin)]
    [InlineData("twitter_ads", Platform.Twitter)]
    [InlineData("tiktok_ads", Platform.Tiktok)]
    [InlineData("snapchat_ads", Platform.Snapchat)]
    [InlineData("pinterest_ads", Platform.Pinterest)]
    [InlineData("reddit_ads", Platform.Reddit)]
    [InlineData("amazon_ads", Platform.AmazonAds)]
    [InlineData("microsoft_ads", Platform.MicrosoftAds)]
    [InlineData("google_ads", Platform.GoogleAds)]
    [InlineData("youtube", Platform.Youtube)]
    public async Task Platforms_go_by_our_names_and_by_the_models(string name, Platform platform)
    {
        Write("campaign_report.csv", Report.OfCampaigns().Day(Day, "111", "1", platform: name));

        Assert.Equal(platform, Assert.Single(await ReadAsync(platform)).Platform);
    }

    [Fact]
    public async Task All_reports_of_the_level_are_read_from_all_folders_below()
    {
        Directory.CreateDirectory(Path.Combine(folder, "2026", "01"));
        Write("campaign_report.csv", Report.OfCampaigns().Day(Day, "111", "1"));
        Write("2026/01/campaign_report_late.csv", Report.OfCampaigns().Day(Day, "111", "2"));
        Write("ad_report.csv", Report.OfAds().Day(Day, "111", "3"));
        Write("notes.csv", "not a report");

        Assert.Equal(["1", "2"], (await ReadAsync()).Select(row => row.ExternalId).Order(StringComparer.Ordinal));
        Assert.Equal(["3"], (await ReadAsync(level: PerformanceLevel.Ad)).Select(row => row.ExternalId));
    }

    [Fact]
    public async Task Only_the_accounts_and_days_asked_for_are_given_and_other_accounts_bad_values_do_not_matter()
    {
        Write("campaign_report.csv", Report.OfCampaigns()
            .Day(First.AddDays(-1), "111", "too early")
            .Day(First, "111", "first")
            .Day(Last, "111", "last")
            .Day(Last.AddDays(1), "111", "too late")
            .Day(Day, "111", "other platform", platform: "reddit_ads")
            .Day(Day, "999", "somebody else", spend: "secret")
            .Line("yesterday,spotify_ads,999,,,,x,x,x,x,x"));

        Assert.Equal(["first", "last"], (await ReadAsync()).Select(row => row.ExternalId));
    }

    [Theory]
    [InlineData("2026-01-27,google_ads,111,A,1,C,ten,1,1,1,1", "column clicks", "'ten'", "must be a number")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,\"1,234\",1,1,1", "column impressions", "'1,234'", "must be a number")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,-1,1,1,1,1", "column clicks", "'-1'", "whole number from 0")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1.5,1,1,1", "column impressions", "'1.5'", "whole number from 0")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,$5,1,1", "column spend", "'$5'", "must be a number")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,1e300,1,1", "column spend", "'1e300'", "must be a number")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,1,NaN,1", "column conversions", "'NaN'", "must be a number")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,1,1,-", "column conversions_value", "'-'", "an empty cell is 0")]
    [InlineData("27/01/2026,google_ads,111,A,1,C,1,1,1,1,1", "column date_day", "'27/01/2026'", "such as 2026-01-27")]
    [InlineData("2026-02-30,google_ads,111,A,1,C,1,1,1,1,1", "column date_day", "'2026-02-30'", "such as 2026-01-27")]
    [InlineData("2026-01-27 13:00:00,google_ads,111,A,1,C,1,1,1,1,1", "column date_day", "'2026-01-27 13:00:00'", "such as 2026-01-27")]
    [InlineData(",google_ads,111,A,1,C,1,1,1,1,1", "column date_day", "''", "such as 2026-01-27")]
    [InlineData("2026-01-27,spotify_ads,111,A,1,C,1,1,1,1,1", "column platform", "'spotify_ads'", "must be one of google_ads, meta,")]
    [InlineData("2026-01-27,google_ads,111,A,,C,1,1,1,1,1", "column campaign_id", "''", "must be the platform's id")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,1,1", "10 cells", "11", "as many")]
    [InlineData("2026-01-27,google_ads,111,A,1,C,1,1,1,1,1,1", "12 cells", "11", "as many")]
    [InlineData("Total", "1 cells", "11", "as many")]
    [InlineData("2026-01-27,google_ads,111,\"A\" B,1,C,1,1,1,1,1", "badly quoted", "double quotes", "doubled")]
    [InlineData("2026-01-27,google_ads,111,A \"B\",1,C,1,1,1,1,1", "badly quoted", "double quotes", "doubled")]
    [InlineData("2026-01-27,google_ads,111,\"A,1,C,1,1,1,1,1", "badly quoted", "double quotes", "doubled")]
    public async Task A_bad_row_is_named_by_file_line_and_column_with_what_would_be_right(string line, params string[] said)
    {
        Write("campaign_report_bad.csv", $"{Report.CampaignHeader}\n2026-01-27,google_ads,111,\"A\nB\",1,C,1,1,1,1,1\n\n{line}\n");

        var message = await FaultAsync();

        Assert.StartsWith("campaign_report_bad.csv, line 5: ", message, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("date_day,platform,account_id,campaign_id,clicks,impressions\n", "line 1: the header has no column spend, conversions, conversions_value")]
    [InlineData("date_day,platform,account_id,campaign_id,clicks,impressions,spend,conversions,conversions_value,Spend\n", "line 1: the header has the column spend more than once")]
    [InlineData("date_day;platform;account_id;campaign_id;clicks;impressions;spend;conversions;conversions_value\n", "line 1: the header has no column date_day")]
    public async Task A_file_without_the_columns_is_a_fault(string text, string said)
    {
        Write("campaign_report.csv", text);

        Assert.Contains(said, await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_a_fault_on_their_line()
    {
        WriteBytes("campaign_report.csv", [.. Encoding.UTF8.GetBytes($"{Report.CampaignHeader}\n"), .. Encoding.Latin1.GetBytes("2026-01-27,google_ads,999,Générique,1,C,1,1,1,1,1\n")]);

        Assert.Contains("campaign_report.csv, line 2: the bytes are not UTF-8", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheets_UTF16_is_not_guessed_at()
    {
        WriteBytes("campaign_report.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Report.OfCampaigns().Day(Day, "111", "1").ToString())]);

        Assert.Contains("campaign_report.csv, line 1: the bytes are not UTF-8", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_a_fault_and_does_not_take_the_whole_file_into_memory()
    {
        var report = Report.OfCampaigns().Line("2026-01-27,google_ads,111,\"A,1,C,1,1,1,1,1");
        for (var i = 0; i < 60_000; i++)
            report.Day(Day, "111", "1");
        Write("campaign_report.csv", report);

        Assert.Contains("campaign_report.csv, line 2: the row is badly quoted, or longer than 1 MiB", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stored_is_shown_so_that_the_fault_can_be()
    {
        Write("campaign_report.csv", Report.OfCampaigns().Day(Day, "111", "1", spend: $"\0{new string('x', 58)}🌞🌞🌞"));

        Assert.Contains($"'\uFFFD{new string('x', 58)}🌞…'", await FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_reports_has_no_level_and_one_that_is_missing_is_a_fault()
    {
        var warehouse = new CsvWarehouse(Options.Create(new WarehouseOptions { Path = folder }));
        Assert.False(await warehouse.HasAsync(PerformanceLevel.Campaign, CancellationToken.None));
        Assert.Contains("no campaign_report*.csv", await FaultAsync(), StringComparison.Ordinal);

        Write("campaign_report.csv", Report.OfCampaigns());
        Assert.True(await warehouse.HasAsync(PerformanceLevel.Campaign, CancellationToken.None));
        Assert.False(await warehouse.HasAsync(PerformanceLevel.Ad, CancellationToken.None));
        Assert.Empty(await ReadAsync());

        var absent = new CsvWarehouse(Options.Create(new WarehouseOptions { Path = Path.Combine(folder, "absent") }));
        await Assert.ThrowsAsync<WarehouseFaultException>(() => absent.HasAsync(PerformanceLevel.Campaign, CancellationToken.None));
    }

    private async Task<string> FaultAsync() => (await Assert.ThrowsAsync<WarehouseFaultException>(() => ReadAsync())).Message;

    private async Task<List<WarehouseRow>> ReadAsync(Platform platform = Platform.GoogleAds, PerformanceLevel level = PerformanceLevel.Campaign)
    {
        var warehouse = new CsvWarehouse(Options.Create(new WarehouseOptions { Path = folder }));
        var rows = new List<WarehouseRow>();
        await foreach (var row in warehouse.ReadAsync(new WarehouseQuery(level, [new WarehouseAccount(platform, "111")], First, Last), CancellationToken.None))
            rows.Add(row);

        return rows;
    }

    private void Write(string name, object text) => WriteBytes(name, Encoding.UTF8.GetBytes(text.ToString()!));

    private void WriteBytes(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);
}
