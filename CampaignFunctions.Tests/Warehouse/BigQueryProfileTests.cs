using System.Text.RegularExpressions;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Core.Warehouse.BigQuery;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Warehouse;

/// <summary>What the profiles' queries make of tables of the documented shapes. PostgreSQL evaluates them: see <see cref="BigQueryTables"/>.</summary>
public sealed partial class BigQueryProfileTests : BigQueryTest
{
    private const string GoogleColumns =
        """
        customer_id bigint, campaign_base_campaign text, campaign_id bigint, segments_date date, segments_device text, segments_ad_network_type text, segments_slot text,
        metrics_clicks bigint, metrics_impressions bigint, metrics_interactions bigint, metrics_cost_micros bigint, metrics_conversions double precision, metrics_conversions_value double precision
        """;

    private const string FacebookKeys = "DateStart date, DateEnd date, AccountCurrency text, AdAccountId text, CampaignId text, AdSetId text, AdId text";

    [Fact]
    public async Task Google_rows_split_by_device_network_and_slot_are_summed_to_the_campaigns_day_in_currency()
    {
        await GoogleAsync("p_ads_CampaignBasicStats_9000000009", string.Empty,
            "(1112223333, 'c', 9935249409, '2026-01-01', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 49, 166, 49, 36150000, 4.193582, 549.98808538)",
            "(1112223333, 'c', 9935249409, '2026-01-01', 'DESKTOP', 'SEARCH', 'SEARCH_TOP', 5, 20, 5, 1, 0.1, 0.1)",
            "(1112223333, 'c', 9935249409, '2026-01-01', 'DESKTOP', 'CONTENT', 'CONTENT', 1, 10, 1, 0, 0.2, 0.2)",
            "(1112223333, 'c', 9935249409, '2026-01-31', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 7, 70, 7, 53558564, 0, 0)",
            "(1112223333, 'c', 10815380, '2026-01-31', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 0, 1, 0, 0, 0, 0)",
            // Days before and after the window, and somebody else's account of the same manager.
            "(1112223333, 'c', 9935249409, '2025-12-31', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 1000, 1000, 0, 1000000, 0, 0)",
            "(1112223333, 'c', 9935249409, '2026-02-01', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 1000, 1000, 0, 1000000, 0, 0)",
            "(4445556666, 'c', 9935249409, '2026-01-01', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 1000, 1000, 0, 1000000, 0, 0)");

        var rows = await ReadAsync(Warehouse("google_ads_transfer"), Campaigns(Platform.GoogleAds, "1112223333", "1234567890"));

        Assert.Equal(
            [
                new WarehouseRow(First, Platform.GoogleAds, "1112223333", "9935249409", 55, 196, 36.150001m, 4.493582m, 550.28808538m),
                new WarehouseRow(Last, Platform.GoogleAds, "1112223333", "10815380", 0, 1, 0m, 0m, 0m),
                new WarehouseRow(Last, Platform.GoogleAds, "1112223333", "9935249409", 7, 70, 53.558564m, 0m, 0m),
            ],
            rows);
    }

    [Theory]
    [InlineData("ad_group_ad_ad_id")]
    [InlineData("ad_id")]
    public async Task Google_ads_are_summed_by_ad_whatever_their_id_is_called(string adId)
    {
        await GoogleAsync("p_ads_AdBasicStats_1112223333", $", ad_group_id bigint, {adId} bigint",
            "(1112223333, 'c', 1, '2026-01-02', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 1, 10, 1, 1500000, 1, 2, 5, 514818869462)",
            "(1112223333, 'c', 1, '2026-01-02', 'DESKTOP', 'SEARCH', 'SEARCH_TOP', 2, 20, 2, 2500000, 0, 0, 5, 514818869462)",
            "(1112223333, 'c', 1, '2026-01-02', 'DESKTOP', 'SEARCH', 'SEARCH_TOP', 4, 40, 4, 4500000, 0, 0, 5, 77)");

        var rows = await ReadAsync(Warehouse("google_ads_transfer"), Ads(Platform.GoogleAds, "1112223333"));

        Assert.Equal(
            [
                new WarehouseRow(First.AddDays(1), Platform.GoogleAds, "1112223333", "514818869462", 3, 30, 4m, 1m, 2m),
                new WarehouseRow(First.AddDays(1), Platform.GoogleAds, "1112223333", "77", 4, 40, 4.5m, 0m, 0m),
            ],
            rows);
    }

    [Fact]
    public async Task A_customer_that_is_transferred_by_itself_and_by_its_managers_counts_once()
    {
        const string own = "(1112223333, 'c', 1, '2026-01-02', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 10, 100, 10, 1000000, 0, 0)";
        const string stale = "(1112223333, 'c', 1, '2026-01-02', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 9, 90, 9, 900000, 0, 0)";
        const string others = "(7, 'c', 1, '2026-01-02', 'MOBILE', 'SEARCH', 'SEARCH_TOP', 5, 50, 5, 500000, 0, 0)";
        await GoogleAsync("p_ads_CampaignBasicStats_1112223333", string.Empty, own);
        await GoogleAsync("p_ads_CampaignBasicStats_1000000000", string.Empty, stale, others);
        await GoogleAsync("p_ads_CampaignBasicStats_2000000000", string.Empty, stale, others);

        var rows = await ReadAsync(Warehouse("google_ads_transfer"), Campaigns(Platform.GoogleAds, "1112223333", "7"));

        Assert.Equal([(10L, 1m), (5L, 0.5m)], rows.Select(row => (row.Clicks, row.Spend)));
    }

    [Fact]
    public async Task Facebooks_purchases_are_of_one_action_type_and_its_values_of_the_values_of_that()
    {
        await FacebookAsync();

        var rows = await ReadAsync(Warehouse("facebook_ads_transfer"), Campaigns(Platform.Meta, "1700252260223815"));

        Assert.Equal(
            [
                new WarehouseRow(First, Platform.Meta, "1700252260223815", "120210921616440533", 30, 3000, 85.01m, 5m, 46787.82m),
                // Bought on a day on which nothing was shown any more.
                new WarehouseRow(First.AddDays(1), Platform.Meta, "1700252260223815", "120210921616440533", 0, 0, 0m, 1m, 0m),
            ],
            rows);
    }

    [Fact]
    public async Task Facebooks_action_type_is_a_setting()
    {
        await FacebookAsync();

        var row = (await ReadAsync(Warehouse("facebook_ads_transfer", ("PurchaseActionType", "lead")), Campaigns(Platform.Meta, "1700252260223815")))[0];

        Assert.Equal((11m, 0m), (row.Conversions, row.ConversionsValue));
    }

    [Fact]
    public async Task Facebooks_ads_are_read_by_ad()
    {
        await FacebookAsync();

        var rows = await ReadAsync(Warehouse("facebook_ads_transfer"), Ads(Platform.Meta, "1700252260223815"));

        Assert.Equal(
            [
                new WarehouseRow(First, Platform.Meta, "1700252260223815", "6215293456071", 10, 1000, 76.53m, 3m, 46787.82m),
                new WarehouseRow(First, Platform.Meta, "1700252260223815", "6215304566671", 20, 2000, 8.48m, 2m, 0m),
                new WarehouseRow(First.AddDays(1), Platform.Meta, "1700252260223815", "6215304566671", 0, 0, 0m, 1m, 0m),
            ],
            rows);
    }

    [Theory]
    [InlineData("date", "bigint")]
    [InlineData("timestamp", "double precision")]
    public async Task The_unified_models_are_read_by_platform_whatever_it_is_called_and_summed_over_sources(string dayType, string countType)
    {
        await UnifiedAsync("ad_reporting__campaign_report", dayType, string.Empty, countType,
            "('one', '2026-01-27', 'facebook_ads', '1', 'A', '77', 'C', 37, 5080, 84.5, 7.5, 183)",
            "('two', '2026-01-27', 'facebook_ads', '1', 'A', '77', 'C', 1, 20, 0.25, 0, 0.5)",
            "('one', '2026-01-27', 'Meta', '1', 'A', '77', 'C', 2, 0, 0, null, null)",
            "('one', '2026-01-27', 'google_ads', '1', 'A', '77', 'C', 1000, 1000, 1, 1, 1)",
            "('one', '2026-01-27', 'google_ads', '2', 'A', '77', 'C', 4, 40, 1.5, 0, 0)",
            "('one', '2026-01-27', 'tiktok_ads', '1', 'A', '77', 'C', 1000, 1000, 1, 1, 1)",
            "('one', '2025-12-31', 'facebook_ads', '1', 'A', '77', 'C', 1000, 1000, 1, 1, 1)");

        WarehouseQuery query = new(
            PerformanceLevel.Campaign,
            [new WarehouseAccount(Platform.Meta, "1"), new WarehouseAccount(Platform.GoogleAds, "2")],
            First,
            Last);
        var rows = await ReadAsync(Warehouse("ad_reporting"), query);

        Assert.Equal(
            [
                new WarehouseRow(new DateOnly(2026, 1, 27), Platform.GoogleAds, "2", "77", 4, 40, 1.5m, 0m, 0m),
                new WarehouseRow(new DateOnly(2026, 1, 27), Platform.Meta, "1", "77", 40, 5100, 84.75m, 7.5m, 183.5m),
            ],
            rows);
    }

    [Fact]
    public async Task The_unified_ad_model_is_read_by_ad()
    {
        await UnifiedAsync("ad_reporting__ad_report", "date", "ad_group_id text, ad_id text,", "bigint",
            "('one', '2026-01-27', 'linkedin_ads', '1', 'A', '77', 'C', 'g', '000000000000000001', 3, 30, 1.25, 0, 0)",
            "('one', '2026-01-27', 'linkedin_ads', '1', 'A', '77', 'C', 'h', '000000000000000001', 4, 40, 1.25, 0, 0)");

        var row = Assert.Single(await ReadAsync(Warehouse("ad_reporting"), Ads(Platform.Linkedin, "1")));

        Assert.Equal(new WarehouseRow(new DateOnly(2026, 1, 27), Platform.Linkedin, "1", "000000000000000001", 7, 70, 2.5m, 0m, 0m), row);
    }

    [Fact]
    public async Task A_query_names_its_parameters_cap_labels_and_location_and_is_planned_first()
    {
        await GoogleAsync("p_ads_CampaignBasicStats_1112223333", string.Empty);

        await ReadAsync(Warehouse("google_ads_transfer", ("MaxBytesBilled", "20000000")), Campaigns(Platform.GoogleAds, "1112223333", "2"));

        Assert.Equal([BigQueryCallKind.Plan, BigQueryCallKind.Plan, BigQueryCallKind.Insert, BigQueryCallKind.Results], Server.Calls.Select(call => call.Kind));
        var insert = Server.CallsOf(BigQueryCallKind.Insert)[0];
        Assert.Equal("""{"name":"first_day","parameterType":{"type":"DATE"},"parameterValue":{"value":"2026-01-01"}}""", insert.Parameter("first_day")!.ToJsonString());
        Assert.Equal("""{"name":"last_day","parameterType":{"type":"DATE"},"parameterValue":{"value":"2026-01-31"}}""", insert.Parameter("last_day")!.ToJsonString());
        Assert.Equal(
            """{"name":"account_ids","parameterType":{"type":"ARRAY","arrayType":{"type":"STRING"}},"parameterValue":{"arrayValues":[{"value":"1112223333"},{"value":"2"}]}}""",
            insert.Parameter("account_ids")!.ToJsonString());
        Assert.Null(insert.Parameter("purchase_action_type"));
        Assert.Equal("20000000", insert.Body!["configuration"]!["query"]!["maximumBytesBilled"]!.ToString());
        Assert.Equal("""{"application":"campaign-functions","profile":"google_ads_transfer","level":"campaign"}""", insert.Body["configuration"]!["labels"]!.ToJsonString());
        Assert.Equal(BigQueryServer.Location, (string?)insert.Body["jobReference"]!["location"]);
        Assert.Contains("`acme-analytics.ads.p_ads_CampaignBasicStats_*`", insert.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("1112223333", insert.Sql, StringComparison.Ordinal);
        Assert.Equal(Server.CallsOf(BigQueryCallKind.Plan)[1].Sql, insert.Sql);
    }

    [Fact]
    public async Task The_location_is_BigQuerys_own_to_tell_when_none_is_set()
    {
        await GoogleAsync("p_ads_CampaignBasicStats_1112223333", string.Empty);

        Assert.Empty(await ReadAsync(Warehouse("google_ads_transfer", ("Location", "")), Campaigns(Platform.GoogleAds, "1")));
    }

    [Fact]
    public async Task Accounts_of_platforms_that_a_transfer_does_not_have_are_not_asked_about()
    {
        var google = Warehouse("google_ads_transfer");
        var facebook = Warehouse("facebook_ads_transfer");

        Assert.Empty(await ReadAsync(google, Campaigns(Platform.Meta, "1")));
        Assert.Empty(await ReadAsync(facebook, Campaigns(Platform.GoogleAds, "1")));
        Assert.Empty(Server.Calls);
        Assert.Equal([Platform.GoogleAds], Enum.GetValues<Platform>().Where(google.Covers));
        Assert.Equal([Platform.Meta], Enum.GetValues<Platform>().Where(facebook.Covers));
        Assert.All(Enum.GetValues<Platform>(), platform => Assert.True(Warehouse("ad_reporting").Covers(platform)));
    }

    [Theory]
    [InlineData("ad_reporting")]
    [InlineData("google_ads_transfer")]
    [InlineData("facebook_ads_transfer")]
    public async Task Without_its_tables_a_profile_has_nothing(string profile)
    {
        Assert.False(await Warehouse(profile).HasAsync(PerformanceLevel.Campaign, default));
        Assert.False(await Warehouse(profile).HasAsync(PerformanceLevel.Ad, default));
    }

    [Fact]
    public async Task With_its_tables_it_has_what_they_are_of()
    {
        await GoogleAsync("p_ads_CampaignBasicStats_1", string.Empty);
        var warehouse = Warehouse("google_ads_transfer");

        Assert.True(await warehouse.HasAsync(PerformanceLevel.Campaign, default));
        Assert.False(await warehouse.HasAsync(PerformanceLevel.Ad, default));
        Assert.Equal("google_ads_transfer, ad level: there is no table p_ads_AdBasicStats_* in the dataset.", await FaultAsync(warehouse, Ads(Platform.GoogleAds, "1")));
    }

    [Fact]
    public async Task A_dataset_that_is_not_there_is_a_fault_and_not_a_lack_of_reports()
    {
        var fault = await Assert.ThrowsAsync<WarehouseFaultException>(() => Warehouse("ad_reporting", ("Dataset", "other")).HasAsync(PerformanceLevel.Campaign, default));

        Assert.Contains("Check Warehouse:ProjectId, Warehouse:Dataset and Warehouse:Location.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop column metrics_cost_micros", "the table p_ads_CampaignBasicStats_* has no column metrics_cost_micros.")]
    [InlineData("alter column metrics_cost_micros type text", "the table p_ads_CampaignBasicStats_* has the column metrics_cost_micros as STRING, which must be INT64.")]
    [InlineData("alter column campaign_id type double precision", "the table p_ads_CampaignBasicStats_* has the column campaign_id as FLOAT64, which must be STRING or INT64.")]
    [InlineData("drop column segments_date", "the table p_ads_CampaignBasicStats_* has no column segments_date.")]
    public async Task A_column_that_is_gone_or_of_another_type_is_named(string change, string fault)
    {
        await GoogleAsync("p_ads_CampaignBasicStats_1", string.Empty);
        await Server.Tables.ExecuteAsync($"alter table \"p_ads_CampaignBasicStats_1\" {change}");

        Assert.Equal($"google_ads_transfer, campaign level: {fault}", await FaultAsync(Warehouse("google_ads_transfer"), Campaigns(Platform.GoogleAds, "1")));
        Assert.Empty(Server.CallsOf(BigQueryCallKind.Insert));
    }

    [Fact]
    public async Task All_columns_that_changed_are_named_at_once_and_so_is_a_table_that_is_gone()
    {
        await FacebookAsync();
        var warehouse = Warehouse("facebook_ads_transfer");
        await Server.Tables.ExecuteAsync("""alter table "AdInsights" drop column Clicks, alter column Spend type text""");
        Assert.Equal(
            "facebook_ads_transfer, campaign level: the table AdInsights has no column Clicks; the column spend as STRING, which must be INT64 or NUMERIC or BIGNUMERIC or FLOAT64.",
            await FaultAsync(warehouse, Campaigns(Platform.Meta, "1")));

        await Server.Tables.ExecuteAsync("""drop table "AdInsights", "AdInsightsActions" """);
        await FacebookAsync();
        await Server.Tables.ExecuteAsync("""drop table "AdInsightsActions" """);
        Assert.Equal("facebook_ads_transfer, campaign level: there is no table AdInsightsActions in the dataset.", await FaultAsync(warehouse, Campaigns(Platform.Meta, "1")));
    }

    /// <summary>There is no BigQuery here to refuse them: at least they are made of what both languages have.</summary>
    [Fact]
    public void The_queries_use_functions_and_words_that_are_known_to_be_GoogleSQL()
    {
        string[] known =
        [
            "AND", "ANY", "AS", "BETWEEN", "BY", "CASE", "CAST", "DATE", "ELSE", "END", "FROM", "GROUP", "IN", "LOWER", "NUMERIC", "ORDER", "OVER", "PARTITION",
            "ROW_NUMBER", "SELECT", "STRING", "SUM", "THEN", "TIMESTAMP", "UNION", "ALL", "UNNEST", "WHEN", "WHERE", "WITH", "_TABLE_SUFFIX", "_PARTITIONTIME",
        ];
        var queries = typeof(BigQueryProfiles).Assembly.GetManifestResourceNames().Where(name => name.Contains(".BigQuery.Sql.", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, queries.Count);

        Assert.All(queries, name =>
        {
            var sql = BigQueryProfiles.Sql(name.Split('.')[^2]);
            var bare = LiteralPattern().Replace(CommentPattern().Replace(sql, string.Empty), string.Empty);
            Assert.Empty(CapitalsPattern().Matches(bare).Select(match => match.Value).Except(known, StringComparer.Ordinal));
            Assert.Empty(CallPattern().Matches(bare).Select(match => match.Groups["name"].Value).Except(known, StringComparer.Ordinal));
            Assert.All(TablePattern().Matches(sql), table => Assert.StartsWith("`{dataset}.", table.Value, StringComparison.Ordinal));
        });
    }

    private Task GoogleAsync(string table, string also, params string[] rows) => CreateAsync(table, $"{GoogleColumns}{also}", rows);

    private Task UnifiedAsync(string table, string dayType, string also, string countType, params string[] rows) =>
        CreateAsync(
            table,
            $"""
            source_relation text, date_day {dayType}, platform text, account_id text, account_name text, campaign_id text, campaign_name text, {also}
            clicks {countType}, impressions {countType}, spend double precision, conversions double precision, conversions_value numeric
            """,
            rows);

    private async Task FacebookAsync()
    {
        const string keys = "'EUR', '1700252260223815', '120210921616440533', 's'";
        await CreateAsync(
            "AdInsights",
            $"{FacebookKeys}, Impressions bigint, Clicks bigint, InlineLinkClicks bigint, Reach bigint, Spend numeric, CPC numeric, CTR double precision",
            [
                $"('2026-01-01', '2026-01-01', {keys}, '6215293456071', 1000, 10, 8, 608, 76.53, 1, 1)",
                $"('2026-01-01', '2026-01-01', {keys}, '6215304566671', 2000, 20, 8, 608, 8.48, 1, 1)",
                "('2026-01-01', '2026-01-01', 'EUR', 'somebody', '120210921616440533', 's', '6215304566671', 9, 9, 9, 9, 9, 1, 1)",
            ]);
        await CreateAsync(
            "AdInsightsActions",
            $"{FacebookKeys}, ActionCollection text, ActionType text, ActionValue double precision, Action1dClick text, Action7dClick text",
            [
                .. new[] { "purchase", "omni_purchase", "offsite_conversion.fb_pixel_purchase", "onsite_web_purchase" }.SelectMany(type => new[]
                {
                    $"('2026-01-01', '2026-01-01', {keys}, '6215293456071', 'Actions', '{type}', 3, '3', '3')",
                    $"('2026-01-01', '2026-01-01', {keys}, '6215293456071', 'ActionValues', '{type}', 46787.82, '46787.82', '46787.82')",
                }),
                $"('2026-01-01', '2026-01-01', {keys}, '6215304566671', 'Actions', 'purchase', 2, '2', '2')",
                $"('2026-01-01', '2026-01-01', {keys}, '6215304566671', 'CostPerActionType', 'purchase', 4.24, '2', '2')",
                $"('2026-01-01', '2026-01-01', {keys}, '6215304566671', 'Actions', 'lead', 11, '2', '2')",
                $"('2026-01-02', '2026-01-02', {keys}, '6215304566671', 'Actions', 'purchase', 1, '2', '2')",
                "('2026-01-01', '2026-01-01', 'EUR', 'somebody', '120210921616440533', 's', '6215304566671', 'Actions', 'purchase', 100, '', '')",
            ]);
    }

    private Task CreateAsync(string table, string columns, string[] rows) =>
        Server.Tables.ExecuteAsync($"create table \"{table}\" ({columns}); {(rows.Length > 0 ? $"insert into \"{table}\" values {string.Join(", ", rows)}" : string.Empty)}");

    [GeneratedRegex("--.*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex("'[^']*'|`[^`]*`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"\b[A-Z_]{2,}\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CapitalsPattern();

    [GeneratedRegex(@"\b(?<name>\w+) ?\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CallPattern();

    [GeneratedRegex("`[^`]*`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TablePattern();
}
