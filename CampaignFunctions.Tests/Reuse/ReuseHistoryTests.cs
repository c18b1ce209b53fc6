using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Reuse;

public sealed class ReuseHistoryTests
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_asset_never_reused_has_an_empty_history()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        var history = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history")).Expect(HttpStatusCode.OK);

        Assert.True((bool)history["success"]);
        Assert.Equal(asset, (Guid)history["asset_id"]);
        Assert.Equal("Hero image", (string?)history["asset_name"]);
        Assert.Equal(0, (long)history["total_reuses"]);
        Assert.Null(history.Json["last_reused_at"]);
        Assert.Empty(history["history"].AsArray());
        Assert.Equal((0, 50, 0, false), ((long)history["total"], (int)history["limit"], (int)history["offset"], (bool)history["has_more"]));
    }

    [Fact]
    public async Task What_was_tracked_is_told_newest_first_with_the_space_as_it_is()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, Beginning);
        var space = await tenant.ASpaceAsync("Winter Promo", "google_ads", new { is_active = false });
        var tracked = await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space.Id, reuse_context = new { note = "again" } });

        var history = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history")).Expect(HttpStatusCode.OK);
        var newest = history["history"][0]!;

        foreach (var member in new[] { "id", "timestamp", "reused_in_type", "reused_in_id", "reused_in_name", "user_id", "context" })
            Assert.Equal(tracked["reuse"][member]!.ToJsonString(), newest[member]!.ToJsonString());
        Assert.Equal(
            $$"""{"id":"{{space.Id}}","campaign_name":"Winter Promo","platform":"google_ads","is_active":false,"is_deleted":false}""",
            newest["campaign_space"]!.ToJsonString());
        Assert.Null(history["history"][1]!["campaign_space"]);
        Assert.Equal((string?)newest["timestamp"], (string?)history["last_reused_at"]);
        Assert.Equal(2, (long)history["total"]);
    }

    [Fact]
    public async Task A_deleted_space_is_told_as_deleted_and_one_gone_for_good_by_its_name()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var space = await tenant.ASpaceAsync("Fall Campaign");
        await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space.Id });

        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NoContent);
        var deleted = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["history"][0]!;
        (await tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        var gone = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["history"][0]!;

        Assert.Equal((false, true), ((bool)deleted["campaign_space"]!["is_active"]!, (bool)deleted["campaign_space"]!["is_deleted"]!));
        Assert.Equal("Fall Campaign", (string?)deleted["campaign_space"]!["campaign_name"]);
        Assert.Null(gone["campaign_space"]);
        Assert.Equal("Fall Campaign", (string?)gone["reused_in_name"]);
        Assert.Equal(space.Id.ToString(), (string?)gone["reused_in_id"]);
    }

    [Fact]
    public async Task Reuses_of_one_millisecond_are_told_newest_first_too()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var times = Enumerable.Range(0, 60).Select(step => Beginning.AddMicroseconds(step * 37)).ToArray();
        var asset = await ReusableAsset.AddAsync(tenant, times);

        var history = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?limit=100")).Expect(HttpStatusCode.OK);

        Assert.Equal(times.Reverse(), history["history"].AsArray().Select(entry => DateTimeOffset.Parse((string)entry!["timestamp"]!, null)));
        Assert.Equal((string?)history["last_reused_at"], (string?)history["history"][0]!["timestamp"]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("&order_desc=false", false)]
    public async Task Pages_by_offset_and_by_cursor_make_up_the_whole(string order, bool newestFirst)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, [.. Enumerable.Range(0, 23).Select(hour => Beginning.AddHours(hour))]);
        var whole = Ids((await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?limit=100{order}")).Expect(HttpStatusCode.OK));

        var byOffset = new List<string>();
        var byCursor = new List<string>();
        var next = string.Empty;
        for (var offset = 0; offset < 23; offset += 5)
        {
            var page = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?limit=5&offset={offset}{order}")).Expect(HttpStatusCode.OK);
            byOffset.AddRange(Ids(page));
            var cut = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?limit=5{next}{order}")).Expect(HttpStatusCode.OK);
            byCursor.AddRange(Ids(cut));
            next = $"&cursor={(string?)cut.Json["next_cursor"]}";

            Assert.Equal(offset < 20, (bool)page["has_more"]);
            Assert.Equal(offset < 20, cut.Json["next_cursor"] is not null);
            Assert.Equal(23, (long)cut["total"]);
        }

        Assert.Equal(23, whole.Count);
        Assert.Equal(newestFirst ? whole.OrderDescending(StringComparer.Ordinal) : whole.Order(StringComparer.Ordinal), whole);
        Assert.Equal(whole, byOffset);
        Assert.Equal(whole, byCursor);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=x", "offset")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("order_by=created_at", "order_by")]
    [InlineData("since=2026-01-01", "since")]
    public async Task A_page_that_cannot_be_is_refused_by_name(string query, string parameter)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        var answer = (await tenant.GetAsync($"campaign-assets/{asset}/reuse-history?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][parameter]);
    }

    [Fact]
    public async Task Histories_of_others_and_of_deleted_assets_are_not_there()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant, Beginning);
        var deleted = new ReusableAsset { IsDeleted = true, Reuses = [Beginning] };
        await ReusableAsset.AddAsync(tenant, (await tenant.ASpaceAsync()).Id, [deleted]);

        (await api.NewTenant().GetAsync($"campaign-assets/{asset}/reuse-history")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        (await tenant.GetAsync($"campaign-assets/{deleted.Id}/reuse-history")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
    }

    private static List<string> Ids(ApiAnswer page) => [.. page["history"].AsArray().Select(entry => (string)entry!["id"]!)];
}
