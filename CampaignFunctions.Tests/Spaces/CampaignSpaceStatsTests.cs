using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class CampaignSpaceStatsTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_empty_space_has_zeros()
    {
        var space = await tenant.ASpaceAsync();

        var stats = (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats")).Expect(HttpStatusCode.OK);

        Assert.Equal(
            $$$"""
            {"campaign_space_id":"{{{space.Id}}}","assets":{"total":0,"total_size_bytes":0,"by_type":{},"reused_assets":0,"total_reuses":0},
            "performance":{"impressions":0,"clicks":0,"spend":0,"conversions":0,"revenue":0,"ctr":0,"cpc":0,"cpa":0,"roas":0,"last_updated":null},"daily":[]}
            """.ReplaceLineEndings(""),
            stats.Text);
    }

    [Fact]
    public async Task Assets_are_counted_by_type_with_their_bytes_and_reuses()
    {
        var space = await tenant.ASpaceAsync();
        var other = await tenant.ASpaceAsync();
        var file = await tenant.AFileAsync(1000);
        await tenant.AnAssetRowAsync(space.Id, assetType: "image", fileId: file, reusedCount: 3);
        await tenant.AnAssetRowAsync(space.Id, assetType: "image", fileId: file, isDuplicateAllowed: true);
        await tenant.AnAssetRowAsync(space.Id, assetType: "video", fileId: await tenant.AFileAsync(50), reusedCount: 1);
        await tenant.AnAssetRowAsync(space.Id, assetType: "call_to_action");
        await tenant.AnAssetRowAsync(other.Id, assetType: "document", reusedCount: 9);
        var deleted = await tenant.AnAssetRowAsync(space.Id, assetType: "other", reusedCount: 7);
        await TestRows.ExecuteAsync("update campaign_assets set deleted_at = now() where tenant_id = @tenant and id = @id", ("tenant", tenant.TenantId), ("id", deleted));

        var assets = (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats")).Expect(HttpStatusCode.OK)["assets"];

        Assert.Equal((4, 2050, 2, 4), ((long)assets["total"]!, (long)assets["total_size_bytes"]!, (long)assets["reused_assets"]!, (long)assets["total_reuses"]!));
        Assert.Equal(
            """{"call_to_action":{"count":1,"size_bytes":0},"image":{"count":2,"size_bytes":2000},"video":{"count":1,"size_bytes":50}}""",
            assets["by_type"]!.ToJsonString());
    }

    [Fact]
    public async Task Performance_is_the_totals_and_what_follows_from_them()
    {
        var space = await tenant.ASpaceAsync();
        var updated = (await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance", new { impressions = 3000, clicks = 70, spend = 100.25, conversions = 3.5, revenue = 401 })).Expect(HttpStatusCode.OK);

        var performance = (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats"))["performance"];

        Assert.Equal(
            (3000, 70, 100.25m, 3.5m, 401m, 2.333333m, 1.432143m, 28.642857m, 4m),
            ((long)performance["impressions"]!, (long)performance["clicks"]!, (decimal)performance["spend"]!, (decimal)performance["conversions"]!, (decimal)performance["revenue"]!,
                (decimal)performance["ctr"]!, (decimal)performance["cpc"]!, (decimal)performance["cpa"]!, (decimal)performance["roas"]!));
        Assert.Equal((string?)updated["performance_last_updated"], (string?)performance["last_updated"]);
    }

    [Fact]
    public async Task Daily_has_every_day_of_the_campaign_and_of_nothing_else()
    {
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "c-1" });
        await ADayAsync("google_ads", "acc-1", "campaign", "c-1", "2026-01-03", 30);
        await ADayAsync("google_ads", "acc-1", "campaign", "c-1", "2026-01-01", 10);
        await ADayAsync("google_ads", "acc-2", "campaign", "c-1", "2026-01-01", 5);
        await ADayAsync("google_ads", "acc-1", "ad", "c-1", "2026-01-02", 1);
        await ADayAsync("meta", "acc-1", "campaign", "c-1", "2026-01-02", 1);
        await ADayAsync("google_ads", "acc-1", "campaign", "c-2", "2026-01-02", 1);

        var daily = (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats"))["daily"];

        Assert.Equal(
            """[{"date":"2026-01-01","impressions":15,"clicks":2,"spend":3,"conversions":0.5,"revenue":20.2},{"date":"2026-01-03","impressions":30,"clicks":1,"spend":1.5,"conversions":0.25,"revenue":10.1}]""",
            daily.ToJsonString());
    }

    [Fact]
    public async Task Performance_is_the_sum_of_the_days_where_there_are_days()
    {
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "c-1" });
        (await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance", new { impressions = 999, clicks = 999, spend = 999, conversions = 999, revenue = 999 })).Expect(HttpStatusCode.OK);
        await ADayAsync("google_ads", "acc-1", "campaign", "c-1", "2026-01-03", 30);
        await ADayAsync("google_ads", "acc-1", "campaign", "c-1", "2026-01-01", 10);
        await ADayAsync("google_ads", "acc-2", "campaign", "c-1", "2026-01-01", 60);

        var stats = (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats")).Expect(HttpStatusCode.OK);

        var performance = stats["performance"];
        foreach (var number in new[] { "impressions", "clicks", "spend", "conversions", "revenue" })
            Assert.Equal(stats["daily"].AsArray().Sum(day => (decimal)day![number]!), (decimal)performance[number]!);
        Assert.Equal((3m, 1.5m, 6m, 6.733333m), ((decimal)performance["ctr"]!, (decimal)performance["cpc"]!, (decimal)performance["cpa"]!, (decimal)performance["roas"]!));
    }

    [Fact]
    public async Task Updating_performance_sets_totals_and_derives_rates()
    {
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}/update-performance";

        var first = (await tenant.PostAsync(path, new { impressions = 1000, clicks = 25, spend = 50, conversions = 2.5, revenue = 125 })).Expect(HttpStatusCode.OK);
        Assert.Equal((1000, 25, 50m, 2.5m, 125m, 2.5m, 2.5m), ((long)first["total_impressions"]!, (long)first["total_clicks"]!, (decimal)first["total_spend"]!, (decimal)first["total_conversions"]!, (decimal)first["total_revenue"]!, (decimal)first["avg_ctr"]!, (decimal)first["avg_roas"]!));
        Assert.NotNull((string?)first["performance_last_updated"]);

        var zero = (await tenant.PostAsync(path, new { impressions = 0, clicks = 0, spend = 0, conversions = 0, revenue = 0 })).Expect(HttpStatusCode.OK);
        Assert.Equal((0m, 0m), ((decimal)zero["avg_ctr"]!, (decimal)zero["avg_roas"]!));
        Assert.Equal(zero.Text, (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Text);
    }

    [Theory]
    [InlineData("""{"impressions":1,"clicks":1,"spend":1,"conversions":1}""", "revenue")]
    [InlineData("""{"impressions":null,"clicks":1,"spend":1,"conversions":1,"revenue":1}""", "impressions")]
    [InlineData("""{"impressions":-1,"clicks":1,"spend":1,"conversions":1,"revenue":1}""", "impressions")]
    [InlineData("""{"impressions":1.5,"clicks":1,"spend":1,"conversions":1,"revenue":1}""", "impressions")]
    [InlineData("""{"impressions":1,"clicks":"1","spend":1,"conversions":1,"revenue":1}""", "clicks")]
    [InlineData("""{"impressions":1,"clicks":1,"spend":-0.01,"conversions":1,"revenue":1}""", "spend")]
    [InlineData("""{"impressions":1,"clicks":1,"spend":0.00001,"conversions":1,"revenue":1}""", "spend")]
    [InlineData("""{"impressions":1,"clicks":1,"spend":1,"conversions":-1,"revenue":1}""", "conversions")]
    [InlineData("""{"impressions":99999999999999999999,"clicks":1,"spend":1,"conversions":1,"revenue":1}""", "impressions")]
    [InlineData("""{"impressions":1,"clicks":1,"spend":1,"conversions":1,"revenue":1,"ctr":5}""", "ctr")]
    public async Task Totals_that_cannot_be_are_a_400(string body, string member)
    {
        var space = await tenant.ASpaceAsync();

        var answer = (await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
    }

    [Fact]
    public async Task The_largest_totals_still_have_rates()
    {
        var space = await tenant.ASpaceAsync();

        var answer = (await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance",
            """{"impressions":1,"clicks":9223372036854775807,"spend":0.0001,"conversions":0.0001,"revenue":9999999999999999}""")).Expect(HttpStatusCode.OK);

        Assert.Equal(922337203685477580700m, (decimal)answer["avg_ctr"]!);
        (await tenant.GetAsync($"campaign-spaces/{space.Id}/stats")).Expect(HttpStatusCode.OK);
    }

    private Task<int> ADayAsync(string platform, string account, string level, string externalId, string day, long impressions) =>
        TestRows.ExecuteAsync(
            """
            insert into performance_daily (tenant_id, platform, account_id, level, external_id, day, impressions, clicks, spend, conversions, revenue)
            values (@tenant, @platform, @account, @level, @external, @day, @impressions, 1, 1.5, 0.25, 10.1)
            """,
            ("tenant", tenant.TenantId), ("platform", platform), ("account", account), ("level", level), ("external", externalId), ("day", DateOnly.Parse(day)), ("impressions", impressions));
}
