using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Performance;

public sealed class PerformanceSeriesTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    private static readonly DateOnly Sunday = new(2026, 2, 1);

    [Fact]
    public async Task Days_are_put_together_by_day_week_from_Monday_or_month_and_absent_ones_stay_absent()
    {
        var tenant = NewTenant();
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        await InsertDayAsync(tenant, "a", "campaign", "1", Sunday.AddDays(-1), impressions: 3);
        await InsertDayAsync(tenant, "a", "campaign", "1", Sunday, impressions: 30);
        await InsertDayAsync(tenant, "b", "campaign", "1", Sunday, impressions: 70);
        await InsertDayAsync(tenant, "a", "campaign", "1", Sunday.AddDays(3), impressions: 300);
        await InsertDayAsync(tenant, "a", "campaign", "2", Sunday, impressions: 5000);
        await InsertDayAsync(tenant, "a", "ad", "1", Sunday, impressions: 5000);
        await InsertDayAsync(tenant, "a", "campaign", "1", Sunday, impressions: 5000, platform: "meta");

        Assert.Equal("2026-01-31=3 2026-02-01=100 2026-02-04=300 total=403", await SeriesAsync(tenant, space, ""));
        Assert.Equal("2026-01-26=103 2026-02-02=300 total=403", await SeriesAsync(tenant, space, "?granularity=week"));
        Assert.Equal("2026-01-01=3 2026-02-01=400 total=403", await SeriesAsync(tenant, space, "?granularity=month"));
        Assert.Equal("2026-02-01=100 total=100", await SeriesAsync(tenant, space, "?from=2026-02-01&to=2026-02-01"));
        Assert.Equal("2026-01-26=100 2026-02-02=300 total=400", await SeriesAsync(tenant, space, "?from=2026-02-01&granularity=week"));
        Assert.Equal("total=0", await SeriesAsync(tenant, space, "?to=2020-01-01"));
    }

    [Fact]
    public async Task Every_period_and_the_totals_carry_all_figures()
    {
        var tenant = NewTenant();
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        await ExecuteAsync(
            "insert into performance_daily values ($1, 'google_ads', 'a', 'campaign', '1', '2026-01-01', 300, 1, 0.00004, 1.5, 2), ($1, 'google_ads', 'a', 'campaign', '1', '2026-01-02', 0, 0, 0.00004, 0, 0)",
            tenant.TenantId);

        var answer = (await tenant.GetAsync($"campaign-spaces/{space.Id}/performance")).Expect(HttpStatusCode.OK);

        Assert.Equal(
            """{"series":[{"period_start":"2026-01-01","impressions":300,"clicks":1,"spend":0,"conversions":1.5,"revenue":2,"ctr":0.333333,"roas":0},{"period_start":"2026-01-02","impressions":0,"clicks":0,"spend":0,"conversions":0,"revenue":0,"ctr":0,"roas":0}],"totals":{"impressions":300,"clicks":1,"spend":0.0001,"conversions":1.5,"revenue":2,"ctr":0.333333,"roas":20000}}""",
            answer.Text);
    }

    [Fact]
    public async Task An_asset_has_the_numbers_of_its_ad_on_its_spaces_platform()
    {
        var tenant = NewTenant();
        var space = await tenant.ASpaceAsync(platform: "meta");
        var asset = await AnAssetAsync(tenant, space, "7");
        await InsertDayAsync(tenant, "a", "ad", "7", Sunday, impressions: 10, platform: "meta");
        await InsertDayAsync(tenant, "a", "ad", "7", Sunday, impressions: 5000);

        var answer = (await tenant.GetAsync($"campaign-assets/{asset}/performance")).Expect(HttpStatusCode.OK);

        Assert.Equal(10, (long)answer["totals"]["impressions"]!);
        Assert.Single(answer["series"].AsArray());
    }

    [Fact]
    public async Task What_is_linked_to_nothing_has_an_empty_series()
    {
        var tenant = NewTenant();
        var space = await tenant.ASpaceAsync();

        Assert.Equal("total=0", await SeriesAsync(tenant, space, ""));
    }

    [Fact]
    public async Task Another_tenants_space_or_asset_is_not_found_and_its_days_are_never_summed()
    {
        var (tenant, stranger) = (NewTenant(), NewTenant());
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var asset = await AnAssetAsync(tenant, space, "7");
        await InsertDayAsync(stranger, "a", "campaign", "1", Sunday);

        Assert.Equal("total=0", await SeriesAsync(tenant, space, ""));
        (await stranger.GetAsync($"campaign-spaces/{space.Id}/performance")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.GetAsync($"campaign-assets/{asset}/performance")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
    }

    [Theory]
    [InlineData("from=2026-02-02&to=2026-02-01", "from")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("granularity=hour", "granularity")]
    [InlineData("since=2026-02-01", "since")]
    public async Task Parameters_that_cannot_be_are_named(string query, string member)
    {
        var tenant = NewTenant();
        var space = await tenant.ASpaceAsync();

        Assert.NotNull((await tenant.GetAsync($"campaign-spaces/{space.Id}/performance?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"][member]);
    }

    /// <summary>period=impressions, and the total's.</summary>
    private static async Task<string> SeriesAsync(TenantApi tenant, ApiAnswer space, string query)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces/{space.Id}/performance{query}")).Expect(HttpStatusCode.OK);
        var periods = answer["series"].AsArray().Select(period => $"{period!["period_start"]}={period["impressions"]} ");
        return $"{string.Concat(periods)}total={answer["totals"]["impressions"]}";
    }
}
