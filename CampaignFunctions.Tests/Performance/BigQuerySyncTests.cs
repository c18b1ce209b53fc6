using System.Globalization;
using System.Net;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Performance;

/// <summary>The sync from BigQuery, from the ad account to the totals.</summary>
public sealed class BigQuerySyncTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    private readonly DateOnly day = Today.AddDays(-3);
    private BigQueryServer server = null!;
    private RunningApi? api;

    private protected override RunningApi Api => api ?? base.Api;

    public override async Task InitializeAsync() => server = await BigQueryServer.StartAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (api is not null)
            await api.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Campaigns_and_ads_get_their_days_and_totals_and_a_second_sync_changes_nothing()
    {
        await StartAsync("google_ads_transfer");
        await GoogleAsync("p_ads_CampaignBasicStats_9000000009", string.Empty);
        await GoogleAsync("p_ads_AdBasicStats_9000000009", ", ad_group_ad_ad_id bigint");
        var tenant = await ATenantAsync("1112223333");
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "9935249409" });
        var asset = await AnAssetAsync(tenant, space, "514818869462");
        await AddAsync("p_ads_CampaignBasicStats_9000000009", string.Empty,
            (day, "MOBILE", 36150000), (day, "DESKTOP", 1), (day.AddDays(1), "MOBILE", 53558564));
        await AddAsync("p_ads_AdBasicStats_9000000009", ", 514818869462", (day, "MOBILE", 36150000));

        var run = await SyncedAsync(tenant);

        Assert.Equal((3L, 3L, 1L, 1L, 0L), ((long)run["rows_read"]!, (long)run["rows_changed"]!, (long)run["spaces_updated"]!, (long)run["assets_updated"]!, (long)run["unmatched_rows"]!));
        await AssertTotalsAsync(tenant, space, 300, 30, 89.7086m, 3, 7.5m); // 36150000 + 1 + 53558564 micros, rounded as totals are
        Assert.Equal((100, 36.15m, true), await AssetAsync(asset));
        var series = (await tenant.GetAsync($"campaign-spaces/{space.Id}/performance?from={Day(day)}&to={Day(day.AddDays(1))}")).Expect(HttpStatusCode.OK);
        Assert.Equal([(200L, 36.15m), (100L, 53.5586m)], series["series"].AsArray().Select(period => ((long)period!["impressions"]!, (decimal)period["spend"]!)));
        Assert.Equal((300L, 89.7086m), ((long)series["totals"]["impressions"]!, (decimal)series["totals"]["spend"]!));
        var before = await SpaceAsync(tenant, space);

        Assert.Equal(0, (long)(await SyncedAsync(tenant))["rows_changed"]!);
        Assert.Equal(before.Text, (await SpaceAsync(tenant, space)).Text);
    }

    [Fact]
    public async Task A_column_that_changes_its_type_is_named_in_the_run_and_nothing_is_applied()
    {
        await StartAsync("google_ads_transfer");
        await GoogleAsync("p_ads_CampaignBasicStats_1", string.Empty);
        await GoogleAsync("p_ads_AdBasicStats_1", ", ad_group_ad_ad_id bigint");
        var tenant = await ATenantAsync("1112223333");
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "9935249409" });
        await AddAsync("p_ads_CampaignBasicStats_1", string.Empty, (day, "MOBILE", 1000000));
        await SyncedAsync(tenant);

        // The campaigns' table is read before the ads' is looked at; still nothing of it stays.
        await AddAsync("p_ads_CampaignBasicStats_1", string.Empty, (day, "DESKTOP", 1000000));
        await server.Tables.ExecuteAsync("""alter table "p_ads_AdBasicStats_1" alter column metrics_conversions_value type text, drop column metrics_clicks""");
        var run = (await SyncAsync(tenant))[0];

        Assert.Equal("failed", (string?)run["status"]);
        Assert.Equal(
            "google_ads_transfer, ad level: the table p_ads_AdBasicStats_* has no column metrics_clicks; the column metrics_conversions_value as STRING, which must be INT64 or NUMERIC or BIGNUMERIC or FLOAT64.",
            (string?)run["error"]);
        await AssertTotalsAsync(tenant, space, 100, 10, 1, 1, 2.5m);

        await server.Tables.ExecuteAsync("""drop table "p_ads_AdBasicStats_1" """);
        await SyncedAsync(tenant);
        await AssertTotalsAsync(tenant, space, 200, 20, 2, 2, 5);
    }

    [Fact]
    public async Task Accounts_of_platforms_that_the_warehouse_cannot_have_keep_their_rows_and_their_watermark()
    {
        await StartAsync("google_ads_transfer");
        await GoogleAsync("p_ads_CampaignBasicStats_1", string.Empty);
        var tenant = await ATenantAsync("1112223333");
        var metaOnly = await ATenantAsync("m-1", platform: "meta");
        (await tenant.PutAsync("ad-accounts/meta/m-2", new { })).Expect(HttpStatusCode.Created);
        var space = await tenant.ASpaceAsync(platform: "meta", also: new { external_campaign_id = "5" });
        await InsertDayAsync(tenant, "m-2", "campaign", "5", day, impressions: 70, platform: "meta");
        await ExecuteAsync("update ad_accounts set synced_through = $1 where account_id = 'm-2'", Today.AddDays(-200));

        var run = await SyncedAsync(tenant);

        Assert.Equal((0L, Today.AddDays(-30)), ((long)run["rows_changed"]!, DateOnly.Parse((string)run["window_from"]!, CultureInfo.InvariantCulture)));
        Assert.Equal(70, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
        Assert.Equal(Day(Today.AddDays(-200)), (string?)(await tenant.GetAsync("ad-accounts?platform=meta")).Expect(HttpStatusCode.OK)["ad_accounts"][0]!["synced_through"]);
        Assert.True((await RunAsync(Api, metaOnly)).Failed(out var error, out _));
        Assert.Equal("no_ad_accounts", error!.Code);
    }

    [Fact]
    public async Task A_query_over_the_cap_is_told_in_the_run()
    {
        await StartAsync("ad_reporting", ("Warehouse:MaxBytesBilled", "1000"));
        await server.Tables.ExecuteAsync(
            """create table "ad_reporting__campaign_report" (date_day date, platform text, account_id text, campaign_id text, clicks bigint, impressions bigint, spend numeric, conversions numeric, conversions_value numeric)""");
        var tenant = await ATenantAsync("1");

        Assert.StartsWith("ad_reporting, campaign level: the query would be billed for more than Warehouse:MaxBytesBilled allows (1000 bytes)", (string?)(await SyncAsync(tenant))[0]["error"], StringComparison.Ordinal);
        Assert.Equal(0, server.Jobs);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_is_recorded_as_failed_and_ends_its_job()
    {
        await StartAsync("google_ads_transfer");
        await GoogleAsync("p_ads_CampaignBasicStats_1", string.Empty);
        var tenant = await ATenantAsync("1112223333");
        using var stopping = new CancellationTokenSource();
        server.Meddle = call =>
        {
            if (call.Kind != BigQueryCallKind.Results)
                return null;
            stopping.Cancel();
            return BigQueryFault.Stall;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(Api, tenant, stopping.Token));

        Assert.Equal("failed", (string?)(await LastRunAsync(tenant))["status"]);
        Assert.Single(server.CallsOf(BigQueryCallKind.Cancel));
    }

    [Fact]
    public async Task A_BigQuery_that_stays_away_is_told_to_the_host_and_nothing_of_it_to_the_tenant()
    {
        await StartAsync("google_ads_transfer");
        var tenant = await ATenantAsync("1112223333");
        server.Meddle = _ => BigQueryFault.Reset;

        await using var scope = Api.Host.Services.CreateAsyncScope();
        var thrown = await Assert.ThrowsAsync<AggregateException>(() => scope.ServiceProvider.GetRequiredService<SyncEveryTenant>().RunAsync(CancellationToken.None));

        Assert.IsType<HttpRequestException>(Assert.Single(thrown.InnerExceptions));
        Assert.Contains("did not answer as it should", (string?)(await LastRunAsync(tenant))["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_tells_whether_BigQuery_answers()
    {
        await StartAsync("google_ads_transfer");
        using var ready = await Api.Http.GetAsync(new Uri("/api/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        server.Meddle = _ => BigQueryFault.Error(403, "accessDenied", "Access Denied: Project acme-analytics");
        using var unready = await Api.Http.GetAsync(new Uri("/api/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        Assert.DoesNotContain("acme-analytics", await unready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Warehouse:ProjectId", "", "Warehouse:ProjectId is required")]
    [InlineData("Warehouse:ProjectId", "x`; drop", "Warehouse:ProjectId is required")]
    [InlineData("Warehouse:Dataset", "", "Warehouse:Dataset is required")]
    [InlineData("Warehouse:Dataset", "a.b.c`", "Warehouse:Dataset is required")]
    [InlineData("Warehouse:Profile", "", "Warehouse:Profile must be one of ad_reporting, google_ads_transfer, facebook_ads_transfer, house")]
    [InlineData("Warehouse:Profile", "Ad_Reporting", "Warehouse:Profile must be one of")]
    [InlineData("Warehouse:Profile", "house", "Warehouse:HousePath must be a folder with a campaign.sql in it")]
    [InlineData("Warehouse:Endpoint", "127.0.0.1:9050", "Warehouse:Endpoint must be a scheme, host and port")]
    [InlineData("Warehouse:Endpoint", "http://127.0.0.1:9050/bigquery/v2/", "Warehouse:Endpoint must be a scheme, host and port")]
    [InlineData("Warehouse:Location", "EU west", "Warehouse:Location must be a BigQuery location")]
    [InlineData("Warehouse:MaxBytesBilled", "0", "Warehouse:MaxBytesBilled must be at least 1")]
    [InlineData("Warehouse:MaxBytesBilled", "10 GB", "Warehouse:MaxBytesBilled")]
    [InlineData("Warehouse:QueryTimeout", "00:00:00", "Warehouse:QueryTimeout must be")]
    [InlineData("Warehouse:CallTimeout", "-00:00:01", "Warehouse:CallTimeout must be")]
    [InlineData("Warehouse:PurchaseActionType", "", "Warehouse:PurchaseActionType must be")]
    public async Task Settings_that_cannot_be_stop_the_start_and_are_named(string setting, string value, string refusal)
    {
        var settings = server.Settings("ad_reporting");
        settings[setting] = value;

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => RunningApi.StartAsync(settings));

        Assert.Contains(refusal, refused.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(string profile, params (string Setting, string Value)[] also)
    {
        var settings = server.Settings(profile);
        foreach (var (setting, value) in also)
            settings[setting] = value;
        api = await AnotherApiAsync(also: settings);
    }

    private Task GoogleAsync(string table, string also) => server.Tables.ExecuteAsync(
        $"""
        create table "{table}" (
          customer_id bigint, campaign_id bigint, segments_date date, segments_device text, metrics_clicks bigint, metrics_impressions bigint, metrics_cost_micros bigint,
          metrics_conversions double precision, metrics_conversions_value double precision{also})
        """);

    private async Task AddAsync(string table, string also, params (DateOnly Day, string Device, long Micros)[] rows)
    {
        foreach (var row in rows)
            await server.Tables.ExecuteAsync($"insert into \"{table}\" values (1112223333, 9935249409, '{Day(row.Day)}', '{row.Device}', 10, 100, {row.Micros}, 1, 2.5{also})");
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
