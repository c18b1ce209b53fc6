using System.Globalization;
using System.Net;
using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Reuse;

public sealed class ReuseAnalyticsTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_tenant_without_assets_has_nothing_to_tell()
    {
        var analytics = await AnalyticsAsync((await RunningApi.SharedAsync()).NewTenant());

        Assert.True(analytics.Success);
        Assert.Equal(new ReuseOverview(0, 0, 0, 0, 0), analytics.Overview);
        Assert.Empty(analytics.TopReusedAssets);
        Assert.Empty(analytics.ByAssetType);
        Assert.Equal(new PerformanceCorrelation(new(0, 0, 0), new(0, 0, 0), null, null), analytics.PerformanceCorrelation);
    }

    [Fact]
    public async Task Figures_are_spelt_as_the_contract_spells_them()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        await AddAsync(
            tenant,
            new ReusableAsset { AssetType = "ad_copy", Impressions = 1000, Clicks = 30, Conversions = 3, Reuses = [Midnight, Midnight.AddDays(1)] },
            new ReusableAsset { AssetType = "video", Impressions = 1000, Clicks = 20, Conversions = 4 },
            new ReusableAsset { AssetType = "video" });

        var answer = (await tenant.GetAsync("campaign-assets/reuse-analytics")).Expect(HttpStatusCode.OK);

        Assert.Equal(
            """{"total_assets":3,"assets_with_reuses":1,"total_reuses":2,"avg_reuses_per_asset":2,"reuse_rate_percentage":33.33}""",
            answer["overview"].ToJsonString());
        Assert.Equal("""{"ad_copy":{"count":1,"total_reuses":2,"avg_reuses_per_asset":2}}""", answer["by_asset_type"].ToJsonString());
        Assert.Equal(
            """{"reused_assets":{"avg_ctr":3,"avg_conversions":3,"sample_size":1},"non_reused_assets":{"avg_ctr":2,"avg_conversions":4,"sample_size":1},"ctr_lift_percentage":50,"conversions_lift_percentage":-25}""",
            answer["performance_correlation"].ToJsonString());
        Assert.Equal(
            ["id", "asset_name", "asset_type", "reused_count", "last_reused_at", "file_url", "thumbnail_url", "impressions", "clicks", "conversions", "ctr", "campaign_space_id"],
            answer["top_reused_assets"][0]!.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("start_date=2026-03-10", 3)]
    [InlineData("start_date=2026-03-10T00:00:00Z", 3)]
    [InlineData("start_date=2026-03-10T00:00:00.000001Z", 2)]
    [InlineData("end_date=2026-03-10", 3)]
    [InlineData("end_date=2026-03-09", 1)]
    [InlineData("end_date=2026-03-10T00:00:00Z", 2)]
    [InlineData("start_date=2026-03-10&end_date=2026-03-10", 2)]
    [InlineData("start_date=2026-03-10T00:00:00Z&end_date=2026-03-10T00:00:00Z", 1)]
    [InlineData("start_date=2026-03-10T02:00:00%2B02:00&end_date=2026-03-11", 3)]
    [InlineData("end_date=9999-12-31", 4)]
    [InlineData("start_date=0001-01-01", 4)]
    public async Task Both_ends_of_the_window_belong_to_it(string window, int reuses)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        await AddAsync(tenant, new ReusableAsset { Reuses = [Midnight.AddMicroseconds(-1), Midnight, Midnight.AddDays(1).AddMicroseconds(-1), Midnight.AddDays(1)] });

        var analytics = await AnalyticsAsync(tenant, window);

        Assert.Equal(reuses, analytics.Overview.TotalReuses);
        Assert.Equal(reuses, Assert.Single(analytics.TopReusedAssets).ReusedCount);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=51", "limit")]
    [InlineData("asset_type=gif", "asset_type")]
    [InlineData("start_date=yesterday", "start_date")]
    [InlineData("end_date=2026-02-30", "end_date")]
    [InlineData("start_date=2026-02-02&end_date=2026-02-01", "end_date")]
    [InlineData("offset=1", "offset")]
    public async Task A_question_that_cannot_be_is_refused_by_name(string query, string parameter)
    {
        var answer = (await (await RunningApi.SharedAsync()).NewTenant().GetAsync($"campaign-assets/reuse-analytics?{query}"))
            .ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][parameter]);
    }

    [Fact]
    public async Task Assets_of_others_do_not_count()
    {
        var api = await RunningApi.SharedAsync();
        await AddAsync(api.NewTenant(), new ReusableAsset { Reuses = [Midnight] });
        var tenant = api.NewTenant();
        await AddAsync(tenant, new ReusableAsset());

        var allTime = await AnalyticsAsync(tenant);
        var window = await AnalyticsAsync(tenant, "start_date=2026-01-01");

        Assert.Equal(new ReuseOverview(1, 0, 0, 0, 0), allTime.Overview);
        Assert.Equal(new ReuseOverview(1, 0, 0, 0, 0), window.Overview);
    }

    [Fact]
    public async Task The_list_ends_at_the_limit()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        await AddAsync(tenant, [.. Enumerable.Range(1, 12).Select(count => new ReusableAsset { Reuses = [.. Enumerable.Range(0, count).Select(day => Midnight.AddDays(day))] })]);

        Assert.Equal([12, 11, 10, 9, 8, 7, 6, 5, 4, 3], (await AnalyticsAsync(tenant)).TopReusedAssets.Select(asset => asset.ReusedCount));
        Assert.Equal([12, 11], (await AnalyticsAsync(tenant, "limit=2")).TopReusedAssets.Select(asset => asset.ReusedCount));
        Assert.Equal(12, (await AnalyticsAsync(tenant, "limit=50")).TopReusedAssets.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task What_the_database_computes_is_what_a_plain_reading_of_the_contract_computes(int seed)
    {
        var random = new Random(seed);
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var assets = Enumerable.Range(0, 150).Select(_ => ARandomAsset(random)).ToArray();
        var space = await AddAsync(tenant, assets);

        foreach (var question in Questions(random))
        {
            var expected = Expect(assets, space, question);
            var actual = await AnalyticsAsync(tenant, question.Query);

            Assert.Equal((question.Query, expected.Overview), (question.Query, actual.Overview));
            Assert.Equal(expected.ByAssetType.OrderBy(type => type.Key), actual.ByAssetType.OrderBy(type => type.Key));
            Assert.Equal((question.Query, expected.PerformanceCorrelation), (question.Query, actual.PerformanceCorrelation));
            Assert.Equal(expected.TopReusedAssets, actual.TopReusedAssets);
        }
    }

    private static ReusableAsset ARandomAsset(Random random)
    {
        string[] types = ["image", "video", "ad_copy", "headline", "call_to_action"];
        var impressions = random.Next(3) == 0 ? 0 : random.Next(1, 100_000);

        return new ReusableAsset
        {
            AssetName = $"Asset {random.Next()}",
            AssetType = types[random.Next(types.Length)],
            Impressions = impressions,
            Clicks = random.Next(0, (impressions / 10) + 1),
            Conversions = random.Next(0, 1_000_000) / 10_000m,
            IsDeleted = random.Next(8) == 0,
            // Few days and round hours, so that bounds are hit and ranks are tied.
            Reuses = [.. Enumerable.Range(0, Math.Max(0, random.Next(-3, 6))).Select(_ => Midnight.AddHours(6 * random.Next(0, 40)))],
        };
    }

    private static IEnumerable<Question> Questions(Random random)
    {
        yield return new Question(null, null, null);
        foreach (var type in new[] { null, "image", "document" })
        {
            var start = Midnight.AddHours(6 * random.Next(0, 20));
            var end = start.AddHours(6 * random.Next(0, 20));
            yield return new Question(type, null, null);
            yield return new Question(type, start, null);
            yield return new Question(type, null, end);
            yield return new Question(type, start, end);
            yield return new Question(type, Midnight.AddDays(random.Next(0, 4)), Midnight.AddDays(random.Next(4, 10)), ByDay: true);
        }
    }

    private static ReuseAnalytics Expect(IEnumerable<ReusableAsset> all, Guid space, Question question)
    {
        var assets = all.Where(asset => !asset.IsDeleted && (question.Type is null || asset.AssetType == question.Type))
            .Select(asset => (Asset: asset, Reuses: (long)asset.Reuses.Count(question.Holds)))
            .ToList();
        var reused = assets.Where(row => row.Reuses > 0).ToList();
        var reusedMeans = Means([.. reused.Select(row => row.Asset)]);
        var otherMeans = Means([.. assets.Where(row => row.Reuses == 0).Select(row => row.Asset)]);
        var total = reused.Sum(row => row.Reuses);

        return new ReuseAnalytics(
            Success: true,
            new ReuseOverview(
                assets.Count,
                reused.Count,
                total,
                reused.Count == 0 ? 0 : Rounded((decimal)total / reused.Count),
                assets.Count == 0 ? 0 : Rounded(reused.Count * 100m / assets.Count)),
            [
                .. reused.OrderByDescending(row => row.Reuses).ThenByDescending(row => row.Asset.LastReusedAt).ThenByDescending(row => row.Asset.Id).Take(10)
                    .Select(row => new TopReusedAsset(
                        row.Asset.Id, row.Asset.AssetName, WireName.Parse<AssetType>(row.Asset.AssetType), row.Reuses, row.Asset.LastReusedAt, null, null,
                        row.Asset.Impressions, row.Asset.Clicks, row.Asset.Conversions, Ctr(row.Asset), space)),
            ],
            reused.GroupBy(row => WireName.Parse<AssetType>(row.Asset.AssetType)).ToDictionary(
                type => type.Key,
                type => new ReuseOfType(type.Count(), type.Sum(row => row.Reuses), Rounded((decimal)type.Sum(row => row.Reuses) / type.Count()))),
            new PerformanceCorrelation(
                new AveragePerformance(Rounded(reusedMeans.Ctr), Rounded(reusedMeans.Conversions), reusedMeans.Sample),
                new AveragePerformance(Rounded(otherMeans.Ctr), Rounded(otherMeans.Conversions), otherMeans.Sample),
                reusedMeans.Sample == 0 || otherMeans.Ctr == 0 ? null : Rounded((reusedMeans.Ctr - otherMeans.Ctr) / otherMeans.Ctr * 100),
                reusedMeans.Sample == 0 || otherMeans.Conversions == 0 ? null : Rounded((reusedMeans.Conversions - otherMeans.Conversions) / otherMeans.Conversions * 100)));
    }

    private static (decimal Ctr, decimal Conversions, long Sample) Means(IReadOnlyList<ReusableAsset> assets)
    {
        var seen = assets.Where(asset => asset.Impressions > 0).ToList();
        return seen.Count == 0 ? (0, 0, 0) : (seen.Average(Ctr), seen.Average(asset => asset.Conversions), seen.Count);
    }

    private static decimal Ctr(ReusableAsset asset) =>
        asset.Impressions == 0 ? 0 : decimal.Round(asset.Clicks * 100m / asset.Impressions, 6, MidpointRounding.AwayFromZero);

    private static decimal Rounded(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    private static async Task<Guid> AddAsync(TenantApi tenant, params ReusableAsset[] assets)
    {
        var space = (await tenant.ASpaceAsync()).Id;
        await ReusableAsset.AddAsync(tenant, space, assets);
        return space;
    }

    private static async Task<ReuseAnalytics> AnalyticsAsync(TenantApi tenant, string query = "") =>
        (await tenant.GetAsync($"campaign-assets/reuse-analytics?{query}")).Expect(HttpStatusCode.OK).Json.Deserialize<ReuseAnalytics>(WireJson.Options)!;

    private sealed record Question(string? Type, DateTimeOffset? Start, DateTimeOffset? End, bool ByDay = false)
    {
        public string Query => string.Join('&', new[] { Parameter("asset_type", Type), Parameter("start_date", Text(Start)), Parameter("end_date", Text(End)) }.OfType<string>());

        public bool Holds(DateTimeOffset reuse) => !(reuse < Start) && !(reuse > (ByDay ? End?.AddDays(1).AddMicroseconds(-1) : End));

        private static string? Parameter(string name, string? value) => value is null ? null : $"{name}={value}";

        private string? Text(DateTimeOffset? instant) => instant?.ToString(ByDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
