using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Performance;

public sealed class PerformanceSyncFaultTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    private readonly DateOnly day = Today.AddDays(-3);

    [Fact]
    public async Task A_bad_value_fails_its_tenant_with_its_place_and_applies_nothing_while_others_are_synced()
    {
        string[] accounts = [NewAccountId(), NewAccountId()];
        var good = await ATenantAsync(accounts[0]);
        var bad = await ATenantAsync(accounts[1]);
        var goodSpace = await good.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var badSpace = await bad.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, accounts[0], "1", impressions: 1).Day(day, accounts[1], "1", impressions: 1));
        await SyncAsync(good, bad);

        Write(Report.OfCampaigns().Day(day, accounts[0], "1", impressions: 2).Day(day, accounts[1], "1", impressions: 2).Day(day, accounts[1], "1", spend: "$5"));
        var runs = await SyncAsync(good, bad);

        Assert.Equal(["succeeded", "failed"], runs.Select(run => (string?)run["status"]));
        Assert.Equal("campaign_report.csv, line 4: column spend: '$5' must be a number with a decimal point and nothing else in it, such as 1234.5 (an empty cell is 0).", (string?)runs[1]["error"]);
        Assert.Equal((0L, 0L), ((long)runs[1]["rows_changed"]!, (long)runs[1]["spaces_updated"]!));
        Assert.Equal(2, (long)(await SpaceAsync(good, goodSpace))["total_impressions"]!);
        Assert.Equal(1, (long)(await SpaceAsync(bad, badSpace))["total_impressions"]!);
    }

    [Theory]
    [InlineData("date_day,platform,account_id\n2026-01-01,google_ads,1\n", "campaign_report_bad.csv, line 1: the header has no column campaign_id, clicks,")]
    [InlineData($"{Report.CampaignHeader}\n2026-01-01,google_ads,1,A\n", "campaign_report_bad.csv, line 2: the row has 4 cells")]
    [InlineData($"{Report.CampaignHeader}\n2026-01-01,google_ads,1,\"A\"B,1,C,1,1,1,1,1\n", "campaign_report_bad.csv, line 2: the row is badly quoted")]
    public async Task A_file_of_a_bad_shape_fails_everyone_and_nothing_of_the_good_files_is_applied(string text, string error)
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1"));
        await File.WriteAllTextAsync(Path.Combine(Api.WarehouseFolder, "campaign_report_bad.csv"), text);

        var run = (await SyncAsync(tenant))[0];

        Assert.Equal("failed", (string?)run["status"]);
        Assert.StartsWith(error, (string?)run["error"], StringComparison.Ordinal);
        Assert.Null((await SpaceAsync(tenant, space)).Json["performance_last_updated"]);
    }

    [Fact]
    public async Task A_report_that_is_lost_fails_the_run_and_deletes_nothing_and_an_empty_one_deletes()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Assert.Contains("neither campaign reports nor ad reports", (string?)(await SyncAsync(tenant))[0]["error"], StringComparison.Ordinal);

        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        Write(Report.OfAds(), "ad_report.csv");
        await SyncedAsync(tenant);

        Remove("campaign_report.csv");
        Assert.Contains("no campaign report any more", (string?)(await SyncAsync(tenant))[0]["error"], StringComparison.Ordinal);
        Assert.Equal(10, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);

        Write(Report.OfCampaigns());
        await SyncedAsync(tenant);
        Assert.Equal(0, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task Numbers_too_large_to_add_up_fail_the_run()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var report = Report.OfCampaigns();
        for (var row = 0; row < 9300; row++)
            report.Day(day, account, "1", impressions: 1_000_000_000_000_000);
        Write(report);

        Assert.Contains("too large", (string?)(await SyncAsync(tenant))[0]["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_infrastructure_is_told_to_the_host_once_every_tenant_had_its_turn()
    {
        string[] accounts = [NewAccountId(), NewAccountId()];
        await using var api = await AnotherApiAsync(services => services.AddSingleton<IPerformanceWarehouse>(new UnreachableFor(accounts[0])));
        TenantApi[] tenants = [await ATenantAsync(accounts[0]), await ATenantAsync(accounts[1])];

        await using var scope = api.Host.Services.CreateAsyncScope();
        var thrown = await Assert.ThrowsAsync<AggregateException>(() => scope.ServiceProvider.GetRequiredService<SyncEveryTenant>().RunAsync(CancellationToken.None));

        Assert.IsType<IOException>(Assert.Single(thrown.InnerExceptions));
        var broken = await LastRunAsync(tenants[0]);
        Assert.Equal("failed", (string?)broken["status"]);
        Assert.DoesNotContain("secret", broken.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("succeeded", (string?)(await LastRunAsync(tenants[1]))["status"]);
    }

    [Fact]
    public async Task Settings_that_cannot_be_stop_the_start_and_are_named()
    {
        Assert.Contains("Sync:LookbackDays must be from 1 to 3650", await RefusedAsync("Sync:LookbackDays", "0"), StringComparison.Ordinal);
        Assert.Contains("Warehouse:Path is required", await RefusedAsync("Warehouse:Path", ""), StringComparison.Ordinal);
        Assert.Contains("Warehouse:ProjectId is required", await RefusedAsync("Warehouse:Provider", "bigquery"), StringComparison.Ordinal);
        Assert.Contains("Warehouse:Provider", await RefusedAsync("Warehouse:Provider", "excel"), StringComparison.Ordinal);
        Assert.Contains("Sync:Schedule", await RefusedAsync("Sync:Schedule", "hourly"), StringComparison.Ordinal);

        static async Task<string> RefusedAsync(string setting, string value) =>
            (await Assert.ThrowsAnyAsync<Exception>(() => RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value }))).Message;
    }

    private sealed class UnreachableFor(string account) : IPerformanceWarehouse
    {
        public Task<bool> HasAsync(PerformanceLevel level, CancellationToken cancellation) => Task.FromResult(true);

        public IAsyncEnumerable<WarehouseRow> ReadAsync(WarehouseQuery query, CancellationToken cancellation) =>
            query.Accounts.Any(one => one.AccountId == account) ? throw new IOException("secret: no route to host") : AsyncEnumerable.Empty<WarehouseRow>();
    }
}
