using System.Globalization;
using System.Net;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Audit;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Performance;

public sealed class PerformanceSyncTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    private readonly DateOnly day = Today.AddDays(-3);

    [Fact]
    public async Task Spaces_and_assets_get_the_sums_of_their_daily_rows()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "120210921616440533" });
        var asset = await AnAssetAsync(tenant, space, "77");
        Write(Report.OfCampaigns()
            .Day(day, account, "120210921616440533", 1000, 10, "84.99999999999999", "1.5", "20")
            .Day(day.AddDays(1), account, "120210921616440533", 500, 5, "0.00001", "0", "0.25")
            .Day(day, account, "nobody's"));
        Write(Report.OfAds().Day(day, account, "77", 300, 3, "1.25"), "ad_report.csv");

        var run = await SyncedAsync(tenant);

        Assert.Equal((4L, 4L, 1L, 1L, 1L), ((long)run["rows_read"]!, (long)run["rows_changed"]!, (long)run["spaces_updated"]!, (long)run["assets_updated"]!, (long)run["unmatched_rows"]!));
        Assert.Equal(Today.AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string?)run["window_from"]);
        Assert.Null(run["error"]);
        Assert.NotNull((string?)run["finished_at"]);
        await AssertTotalsAsync(tenant, space, 1500, 15, 85, 1.5m, 20.25m);
        Assert.Equal((300, 1.25m, true), await AssetAsync(asset));

        var now = await SpaceAsync(tenant, space);
        Assert.Equal((1m, 0.238235m), ((decimal)now["avg_ctr"]!, (decimal)now["avg_roas"]!));
        Assert.Equal((string?)space["updated_at"], (string?)now["updated_at"]);
        var accounts = (await tenant.GetAsync("ad-accounts")).Expect(HttpStatusCode.OK);
        Assert.Equal(Today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string?)accounts["ad_accounts"][0]!["synced_through"]);
    }

    [Fact]
    public async Task A_second_sync_replaces_and_never_adds()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", 1000, 10, "5.5", "1", "20"));
        await SyncedAsync(tenant);
        var before = await SpaceAsync(tenant, space);

        var run = await SyncedAsync(tenant);

        Assert.Equal((1L, 0L, 0L), ((long)run["rows_read"]!, (long)run["rows_changed"]!, (long)run["spaces_updated"]!));
        Assert.Equal(before.Text, (await SpaceAsync(tenant, space)).Text);
        await AssertTotalsAsync(tenant, space, 1000, 10, 5.5m, 1, 20);
    }

    [Fact]
    public async Task A_run_that_finds_something_new_is_in_the_audit_and_one_that_does_not_is_not()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1").Day(day.AddDays(1), account, "1"));

        var run = await SyncedAsync(tenant);
        await SyncedAsync(tenant);

        var told = Assert.Single(await tenant.TrailAsync("action=sync"));
        Assert.Equal(($"sync sync_run {run["id"]}", "performance-sync"), (told.Told(), (string?)told["user_id"]));
        Assert.Equal((2, 1, 0), ((int)told["details"]!["rows_changed"]!, (int)told["details"]!["spaces_updated"]!, (int)told["details"]!["assets_updated"]!));
    }

    [Fact]
    public async Task A_run_that_failed_is_not_in_the_audit()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        Write(Report.OfCampaigns().Day(day, account, "1", spend: "much"));

        Assert.Equal("failed", (string?)(await SyncAsync(tenant))[0]["status"]);

        Assert.Empty(await tenant.TrailAsync("action=sync"));
    }

    [Fact]
    public async Task Restated_days_are_replaced_days_the_source_lost_go_and_days_before_the_window_stay()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        await InsertDayAsync(tenant, account, "campaign", "1", Today.AddDays(-31), impressions: 7);
        await InsertDayAsync(tenant, account, "campaign", "1", Today.AddDays(-30), impressions: 900);
        Write(Report.OfCampaigns().Day(day, account, "1", 1000, 10, "5", "1", "20").Day(day.AddDays(1), account, "1", 2000, 20, "6", "2", "30"));
        Assert.Equal(3, (long)(await SyncedAsync(tenant))["rows_changed"]!);

        Write(Report.OfCampaigns().Day(day.AddDays(1), account, "1", 2100, 20, "6", "2", "30").Day(day.AddDays(2), account, "1", 1, 1, "1", "1", "1"));
        var run = await SyncedAsync(tenant);

        Assert.Equal(3, (long)run["rows_changed"]!);
        await AssertTotalsAsync(tenant, space, 7 + 2100 + 1, 10 + 20 + 1, 1 + 6 + 1, 1 + 2 + 1, 2 + 30 + 1);
    }

    [Fact]
    public async Task Missed_syncs_are_made_up_for_however_long_ago_the_last_one_was()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        await ExecuteAsync("update ad_accounts set synced_through = $1 where account_id = $2", Today.AddDays(-100), account);
        Write(Report.OfCampaigns().Day(Today.AddDays(-99), account, "1", impressions: 5).Day(Today.AddDays(-101), account, "1", impressions: 7));

        var run = await SyncedAsync(tenant);

        Assert.Equal(Today.AddDays(-100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string?)run["window_from"]);
        Assert.Equal(5, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task Several_rows_of_one_key_and_day_are_summed_and_only_the_total_is_rounded()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", 1, 1, "0.00004", "0.00004", "0.1").Day(day, account, "1", 2, 1, "0.00004", "0.00004", "0.2"));
        Write(Report.OfCampaigns().Day(day, account, "1", 4, 1, "0.00004", "0.00004", "0.4"), "campaign_report_mobile.csv");

        Assert.Equal(1, (long)(await SyncedAsync(tenant))["rows_changed"]!);

        await AssertTotalsAsync(tenant, space, 7, 3, 0.0001m, 0.0001m, 0.7m);
    }

    [Fact]
    public async Task Each_tenant_gets_the_rows_of_its_own_accounts_and_no_others()
    {
        string[] accounts = [NewAccountId(), NewAccountId(), NewAccountId()];
        var one = await ATenantAsync(accounts[0]);
        var two = await ATenantAsync(accounts[1]);
        var spaceOfOne = await one.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var spaceOfTwo = await two.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns()
            .Day(day, accounts[0], "1", impressions: 10)
            .Day(day, accounts[1], "1", impressions: 20)
            .Day(day, accounts[2], "1", impressions: 40)
            .Day(day, accounts[0], "1", impressions: 80, platform: "reddit_ads"));

        var runs = await SyncAsync(one, two);

        Assert.All(runs, run => Assert.Equal(1, (long)run["rows_read"]!));
        Assert.Equal(10, (long)(await SpaceAsync(one, spaceOfOne))["total_impressions"]!);
        Assert.Equal(20, (long)(await SpaceAsync(two, spaceOfTwo))["total_impressions"]!);
    }

    [Fact]
    public async Task An_account_that_moves_takes_its_numbers_with_it()
    {
        var account = NewAccountId();
        var former = await ATenantAsync(account);
        var latter = NewTenant();
        var left = await former.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var gained = await latter.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        await SyncedAsync(former);
        (await latter.PutAsync($"ad-accounts/google_ads/{account}", new { })).ExpectProblem(HttpStatusCode.Conflict, "account_taken");

        (await former.DeleteAsync($"ad-accounts/google_ads/{account}")).Expect(HttpStatusCode.NoContent);
        (await latter.PutAsync($"ad-accounts/google_ads/{account}", new { })).Expect(HttpStatusCode.Created);
        await SyncedAsync(latter);

        Assert.Equal(0, (long)(await SpaceAsync(former, left))["total_impressions"]!);
        Assert.Equal(10, (long)(await SpaceAsync(latter, gained))["total_impressions"]!);
    }

    [Fact]
    public async Task A_space_linked_later_gets_its_totals_at_the_next_sync()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10).Day(day, account, "2", impressions: 20));
        await SyncedAsync(tenant);

        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var run = await SyncedAsync(tenant);
        Assert.Equal((0L, 1L), ((long)run["rows_changed"]!, (long)run["spaces_updated"]!));
        Assert.Equal(10, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);

        // Another campaign's numbers are not kept until then.
        var relinked = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { external_campaign_id = "2" })).Expect(HttpStatusCode.OK);
        Assert.Equal(0, (long)relinked["total_impressions"]!);
        Assert.Null(relinked.Json["performance_last_updated"]);
        await SyncedAsync(tenant);
        Assert.Equal(20, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task A_space_that_moves_to_another_platform_leaves_its_ads_numbers_behind()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var asset = await AnAssetAsync(tenant, space, "7");
        Write(Report.OfAds().Day(day, account, "7", impressions: 10), "ad_report.csv");
        await SyncedAsync(tenant);
        Assert.Equal(10, (await AssetAsync(asset)).Impressions);

        (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { platform = "youtube" })).Expect(HttpStatusCode.OK);
        Assert.Equal((0, 0m, false), await AssetAsync(asset));

        (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { platform = "google_ads" })).Expect(HttpStatusCode.OK);
        await SyncedAsync(tenant);
        Assert.Equal(10, (await AssetAsync(asset)).Impressions);
    }

    [Fact]
    public async Task A_deleted_space_is_unmatched_but_is_up_to_date_when_it_is_restored()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        await SyncedAsync(tenant);

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NoContent);
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 25));
        var run = await SyncedAsync(tenant);
        Assert.Equal((0L, 1L), ((long)run["spaces_updated"]!, (long)run["unmatched_rows"]!));

        (await tenant.PostAsync($"campaign-spaces/{space.Id}/restore")).Expect(HttpStatusCode.OK);
        Assert.Equal(25, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task Totals_entered_by_hand_stay_while_the_warehouse_has_no_numbers_for_them()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "by hand" });
        await ExecuteAsync("update campaign_spaces set total_impressions = 42 where id = $1", space.Id);
        Write(Report.OfCampaigns().Day(day, account, "1"));

        Assert.Equal(0, (long)(await SyncedAsync(tenant))["spaces_updated"]!);

        Assert.Equal(42, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task Totals_entered_by_hand_over_synced_ones_stay_until_the_next_sync()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        await SyncedAsync(tenant);
        await EnterAsync(tenant, space, impressions: 777);
        Assert.Equal(10, (long)(await tenant.GetAsync($"campaign-spaces/{space.Id}/stats"))["performance"]["impressions"]!);

        var run = await SyncedAsync(tenant);

        Assert.Equal((0L, 1L), ((long)run["rows_changed"]!, (long)run["spaces_updated"]!));
        Assert.Equal(10, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
        Assert.Equal(0, (long)(await SyncedAsync(tenant))["spaces_updated"]!);
    }

    [Fact]
    public async Task Totals_entered_by_hand_stay_when_the_last_row_goes_and_when_there_was_none()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var emptied = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var never = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "2" });
        var untouched = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "3" });
        var linkedLater = await tenant.ASpaceAsync(platform: "google_ads");
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10).Day(day, account, "3", impressions: 10));
        await SyncedAsync(tenant);
        foreach (var space in new[] { emptied, never, linkedLater })
            await EnterAsync(tenant, space, impressions: 777);
        (await tenant.PutAsync($"campaign-spaces/{linkedLater.Id}", new { external_campaign_id = "4" })).Expect(HttpStatusCode.OK);

        Write(Report.OfCampaigns());
        await SyncedAsync(tenant);

        Assert.Equal([777, 777, 0, 777], await ImpressionsAsync());

        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 1).Day(day, account, "2", impressions: 2).Day(day, account, "3", impressions: 3).Day(day, account, "4", impressions: 4));
        await SyncedAsync(tenant);

        Assert.Equal([1, 2, 3, 4], await ImpressionsAsync());

        async Task<List<long>> ImpressionsAsync()
        {
            var impressions = new List<long>();
            foreach (var space in new[] { emptied, never, untouched, linkedLater })
                impressions.Add((long)(await SpaceAsync(tenant, space))["total_impressions"]!);
            return impressions;
        }
    }

    [Fact]
    public async Task A_day_may_have_negative_amounts_but_no_negative_counts()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns()
            .Day(day, account, "1", impressions: 10, clicks: 2, spend: "5", conversions: "3", value: "20")
            .Day(day.AddDays(1), account, "1", impressions: 0, clicks: 0, spend: "-2.5", conversions: "-1", value: "-30"));
        await SyncedAsync(tenant);

        await AssertTotalsAsync(tenant, space, 10, 2, 2.5m, 2, 0);
        Assert.Equal(-30, (decimal)(await tenant.GetAsync($"campaign-spaces/{space.Id}/stats"))["daily"][1]!["revenue"]!);

        foreach (var (impressions, clicks) in new[] { (-1, 0), (0, -1) })
        {
            Write(Report.OfCampaigns().Day(day, account, "1", impressions, clicks));
            var run = (await SyncAsync(tenant))[0];
            Assert.Equal("failed", (string?)run["status"]);
            Assert.Contains("must be a whole number from 0", (string?)run["error"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Totals_are_what_a_naive_sum_over_random_reports_gives_sync_after_sync()
    {
        var random = new Random(20260127);
        string[] accounts = [NewAccountId(), NewAccountId()];
        var tenant = await ATenantAsync(accounts[0]);
        (await tenant.PutAsync($"ad-accounts/google_ads/{accounts[1]}", new { })).Expect(HttpStatusCode.Created);
        var spaces = new List<ApiAnswer>();
        for (var campaign = 0; campaign < 8; campaign++)
            spaces.Add(await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = $"c{campaign}" }));

        for (var round = 0; round < 3; round++)
        {
            var expected = new (long Impressions, long Clicks, decimal Spend, decimal Conversions, decimal Revenue)[8];
            var report = Report.OfCampaigns();
            for (var row = 0; row < 1500; row++)
            {
                var campaign = random.Next(10);
                var (impressions, clicks) = (random.NextInt64(0, 100_000), random.NextInt64(0, 1000));
                var (spend, conversions, revenue) = ((decimal)random.NextDouble() * 500, (decimal)random.NextDouble() * 10, (decimal)random.NextDouble() * 1000);
                report.Day(Today.AddDays(-random.Next(0, 30)), accounts[random.Next(2)], $"c{campaign}", impressions, clicks, Text(spend), Text(conversions), Text(revenue));
                if (campaign < 8)
                    expected[campaign] = (expected[campaign].Impressions + impressions, expected[campaign].Clicks + clicks, expected[campaign].Spend + spend, expected[campaign].Conversions + conversions, expected[campaign].Revenue + revenue);
            }

            Write(report);
            Assert.Equal(1500, (long)(await SyncedAsync(tenant))["rows_read"]!);

            for (var campaign = 0; campaign < 8; campaign++)
            {
                var (impressions, clicks, spend, conversions, revenue) = expected[campaign];
                await AssertTotalsAsync(tenant, spaces[campaign], impressions, clicks, Rounded(spend), Rounded(conversions), Rounded(revenue));
            }
        }

        static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

        static decimal Rounded(decimal amount) => decimal.Round(amount, 4, MidpointRounding.AwayFromZero);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_page_by_page_and_by_state()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        Write(Report.OfCampaigns().Day(day, account, "1", spend: "a lot"));
        await SyncAsync(tenant);
        Write(Report.OfCampaigns().Day(day, account, "1"));
        await SyncedAsync(tenant);

        var first = (await tenant.GetAsync("performance/sync-runs?limit=1")).Expect(HttpStatusCode.OK);
        var second = (await tenant.GetAsync($"performance/sync-runs?limit=1&cursor={first["next_cursor"]}")).Expect(HttpStatusCode.OK);
        var failed = (await tenant.GetAsync("performance/sync-runs?status=failed")).Expect(HttpStatusCode.OK);

        Assert.Equal(("succeeded", true, 2), ((string?)first["sync_runs"][0]!["status"], (bool)first["has_more"]!, (int)first["total"]!));
        Assert.Equal(("failed", false), ((string?)second["sync_runs"][0]!["status"], (bool)second["has_more"]!));
        Assert.Equal((string?)second["sync_runs"][0]!["id"], (string?)Assert.Single(failed["sync_runs"].AsArray())!["id"]);
        Assert.Empty((await NewTenant().GetAsync("performance/sync-runs"))["sync_runs"].AsArray());
        (await tenant.GetAsync("performance/sync-runs?order_by=error")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_synced_through_flat_memory()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        await using (var file = new StreamWriter(Path.Combine(Api.WarehouseFolder, "campaign_report.csv")))
        {
            await file.WriteLineAsync(Report.CampaignHeader);
            for (var row = 0; row < 100_000; row++)
                await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Today.AddDays(-row % 25):yyyy-MM-dd},google_ads,{account},A,c{row / 25},C,1,2,0.5,0,0"));
        }

        await using var scope = Api.Host.Services.CreateAsyncScope();
        var warehouse = scope.ServiceProvider.GetRequiredService<IPerformanceWarehouse>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (read, most) = (0, 0L);
        await foreach (var _ in warehouse.ReadAsync(new WarehouseQuery(PerformanceLevel.Campaign, [new(Core.Spaces.Platform.GoogleAds, account)], Today.AddDays(-30), Today), CancellationToken.None))
        {
            if (++read % 20_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(100_000, read);
        Assert.True(most < 8 * 1024 * 1024, $"{most} bytes were held.");
        Assert.Equal(100_000, (long)(await SyncedAsync(tenant))["rows_changed"]!);
    }

    private static async Task EnterAsync(TenantApi tenant, ApiAnswer space, long impressions) =>
        (await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance", new { impressions, clicks = 1, spend = 1, conversions = 1, revenue = 1 })).Expect(HttpStatusCode.OK);
}
