using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

public sealed class AuditEventsTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_event_says_who_did_what_to_which_resource_when()
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var space = (await tenant.PostAsync("campaign-spaces?user_id=ana", new { campaign_name = "Größe 🌞", platform = "meta" })).Expect(HttpStatusCode.Created);

        var told = await tenant.LastAsync();

        Assert.Equal($"create campaign_space {space.Id}", told.Told());
        Assert.Equal(("ana", "Größe 🌞"), ((string?)told["user_id"], (string?)told["resource_name"]));
        Assert.InRange((DateTimeOffset)told["occurred_at"]!, before, TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.Null(told["changes"]);
        Assert.Null(told["details"]);
    }

    [Fact]
    public async Task An_update_tells_what_each_member_was_and_is()
    {
        var space = await tenant.ASpaceAsync(also: new { budget = 100, tags = new[] { "Summer" }, campaign_start_date = "2026-06-01" });
        await tenant.PutAsync($"campaign-spaces/{space.Id}?user_id=ben", """
            {"campaign_name": "Winter sale", "platform": "tiktok", "budget": 250.50, "tags": ["Winter"], "campaign_start_date": null, "is_active": false, "currency": "USD"}
            """);

        var told = await tenant.LastAsync();

        Assert.Equal("Winter sale", (string?)told["resource_name"]);
        AssertJson(
            """
            {"campaign_name": {"from": "Summer sale", "to": "Winter sale"}, "platform": {"from": "meta", "to": "tiktok"}, "budget": {"from": 100, "to": 250.5},
             "tags": {"from": ["summer"], "to": ["winter"]}, "campaign_start_date": {"from": "2026-06-01", "to": null}, "is_active": {"from": true, "to": false}}
            """,
            told["changes"]);
    }

    [Fact]
    public async Task Of_long_texts_addresses_and_metadata_an_update_tells_the_names()
    {
        var space = await tenant.ASpaceAsync();
        var asset = (await tenant.AnAssetAsync(space.Id)).Expect(HttpStatusCode.Created);
        await tenant.PutAsync($"campaign-spaces/{space.Id}", new { description = "x", target_audience = "x", template_metadata = new { x = 1 } });
        AssertJson("""{"description": {}, "target_audience": {}, "template_metadata": {}}""", (await tenant.LastAsync())["changes"]);

        await tenant.PutAsync($"campaign-assets/{asset.Id}", new { ad_copy_text = "x", headline_text = "x", title = "x", public_url = "https://example.org/x?signature=x", platform_metadata = new { x = 1 }, cta_text = "Buy" });
        AssertJson("""{"ad_copy_text": {}, "headline_text": {}, "title": {}, "public_url": {}, "platform_metadata": {}, "cta_text": {"from": null, "to": "Buy"}}""", (await tenant.LastAsync())["changes"]);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_tells_that()
    {
        var space = await tenant.ASpaceAsync(also: new { budget = 100, tags = new[] { "summer" } });
        await tenant.PutAsync($"campaign-spaces/{space.Id}", """{"budget": 100.0, "tags": [" SUMMER "], "campaign_name": "Summer sale"}""");

        AssertJson("{}", (await tenant.LastAsync("action=update"))["changes"]);
    }

    [Fact]
    public async Task Totals_quotas_and_accounts_are_told_as_members_too()
    {
        var space = await tenant.ASpaceAsync();
        await tenant.PostAsync($"campaign-spaces/{space.Id}/update-performance", new { impressions = 1000, clicks = 0, spend = 12.5, conversions = 0, revenue = 0 });
        AssertJson("""{"impressions": {"from": 0, "to": 1000}, "spend": {"from": 0, "to": 12.5}}""", (await tenant.LastAsync())["changes"]);

        await tenant.PostAsync($"campaign-spaces/{space.Id}/mark-as-template", new { });
        AssertJson("""{"is_template": {"from": false, "to": true}}""", (await tenant.LastAsync())["changes"]);

        await tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = "Acme" });
        await tenant.PutAsync($"tenants/{tenant.TenantId}", new { storage_limit_bytes = 9_007_199_254_740_993 });
        AssertJson("""{"storage_limit_bytes": {"from": null, "to": 9007199254740993}}""", (await tenant.LastAsync())["changes"]);

        var account = Guid.CreateVersion7();
        await tenant.PutAsync($"ad-accounts/meta/{account}", new { currency = "USD" });
        await tenant.PutAsync($"ad-accounts/meta/{account}", new { currency = "EUR", time_zone = "Europe/Vienna" });
        AssertJson("""{"currency": {"from": "USD", "to": "EUR"}, "time_zone": {"from": null, "to": "Europe/Vienna"}}""", (await tenant.LastAsync())["changes"]);
    }

    [Fact]
    public async Task What_is_gone_for_good_keeps_its_history()
    {
        var space = await tenant.ASpaceAsync();
        var file = TestFile.OfRandomBytes();
        var asset = (await tenant.UploadAsync(space.Id, file, ("asset_name", "Hero"), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        var reuse = (string?)(await tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { reused_in_type = "landing_page", reused_in_id = "lp-7" }))["reuse"]["id"];
        await tenant.DeleteAsync($"campaign-assets/{asset.Id}/reuse/{reuse}");
        await tenant.DeleteAsync($"campaign-spaces/{space.Id}?hard=true");

        var history = await tenant.TrailAsync($"resource_id={asset.Id}");

        Assert.Equal(["create", "reuse", "undo_reuse", "hard_delete"], history.Select(told => (string?)told["action"]));
        Assert.All(history, told => Assert.Equal("Hero", (string?)told["resource_name"]));
        AssertJson($$"""{"campaign_space_id": "{{space.Id}}", "file_hash": "{{file.Sha256}}"}""", history[0]["details"]);
        AssertJson($$"""{"reuse_id": "{{reuse}}", "reused_in_type": "landing_page", "reused_in_id": "lp-7"}""", history[1]["details"]);
        AssertJson($$"""{"reuse_id": "{{reuse}}"}""", history[2]["details"]);
        AssertJson($$"""{"campaign_space_id": "{{space.Id}}"}""", history[3]["details"]);
    }

    [Fact]
    public async Task Filters_must_all_hold_and_lists_of_values_mean_any()
    {
        var space = (await tenant.PostAsync("campaign-spaces?user_id=ana", new { campaign_name = "One", platform = "meta" })).Expect(HttpStatusCode.Created);
        await tenant.PostAsync("campaign-spaces?user_id=ben", new { campaign_name = "Two", platform = "meta" });
        await tenant.PutAsync($"campaign-spaces/{space.Id}?user_id=ben", new { budget = 1 });
        await tenant.DeleteAsync($"campaign-spaces/{space.Id}?user_id=ana");
        await tenant.PutAsync("ad-accounts/meta/" + Guid.CreateVersion7(), new { });

        Assert.Equal(5, await CountAsync(""));
        Assert.Equal(2, await CountAsync("action=create&resource_type=campaign_space"));
        Assert.Equal(2, await CountAsync("action=update,delete"));
        Assert.Equal(1, await CountAsync("resource_type=ad_account,tenant"));
        Assert.Equal(3, await CountAsync($"resource_id={space.Id}"));
        Assert.Equal(2, await CountAsync("user_id=ben"));
        Assert.Equal(1, await CountAsync($"user_id=ana&resource_id={space.Id}&action=delete"));
        Assert.Equal(0, await CountAsync("user_id=somebody"));
        Assert.Equal(0, await CountAsync("user_id=an%25"));

        var at = (string?)(await tenant.LastAsync("action=delete"))["occurred_at"];
        Assert.Equal(1, await CountAsync($"action=delete&from={at}&to={at}"));
        Assert.Equal(0, await CountAsync("to=2020-01-01"));
        Assert.Equal(5, await CountAsync("from=2020-01-01"));
    }

    [Theory]
    [InlineData("action=removed", "action")]
    [InlineData("resource_type=space", "resource_type")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-02&to=2026-02-01", "to")]
    [InlineData("limit=101", "limit")]
    [InlineData("order_by=user_id", "order_by")]
    [InlineData("resource=1", "resource")]
    [InlineData("resource_id=%00", "resource_id")]
    public async Task A_filter_that_cannot_be_is_a_400(string query, string member)
    {
        var refused = (await tenant.GetAsync($"audit-events?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(refused["errors"][member]);
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest()
    {
        for (var number = 1; number <= 7; number++)
            await tenant.ASpaceAsync($"Space {number}");

        var first = (await tenant.GetAsync("audit-events?limit=3")).Expect(HttpStatusCode.OK);
        var second = (await tenant.GetAsync($"audit-events?limit=3&cursor={first["next_cursor"]}")).Expect(HttpStatusCode.OK);
        var skipped = (await tenant.GetAsync("audit-events?limit=3&offset=6")).Expect(HttpStatusCode.OK);

        Assert.Equal((7, 3, 0, true), ((int)first["total"], (int)first["limit"], (int)first["offset"], (bool)first["has_more"]));
        Assert.Equal(["Space 7", "Space 6", "Space 5"], NamesOf(first));
        Assert.Equal(["Space 4", "Space 3", "Space 2"], NamesOf(second));
        Assert.Equal(["Space 1"], NamesOf(skipped));
        Assert.Equal((false, null), ((bool)skipped["has_more"], (string?)skipped.Json["next_cursor"]));
    }

    [Fact]
    public async Task Nobody_sees_what_happened_in_another_tenant()
    {
        var other = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        await other.DeleteAsync($"campaign-spaces/{space.Id}");
        await other.PutAsync($"campaign-spaces/{space.Id}", new { budget = 1 });
        await other.ASpaceAsync("Theirs");

        Assert.Equal([$"create campaign_space {space.Id}"], (await tenant.TrailAsync()).Select(Trail.Told));
        Assert.Single(await other.TrailAsync());
        Assert.Empty(await other.TrailAsync($"resource_id={space.Id}"));
    }

    [Fact]
    public async Task Sixty_four_reuses_at_once_are_sixty_four_events()
    {
        var asset = (await tenant.AnAssetAsync((await tenant.ASpaceAsync()).Id)).Expect(HttpStatusCode.Created);

        var reuses = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
            (string?)(await tenant.PostAsync($"campaign-assets/{asset.Id}/reuse", new { })).Expect(HttpStatusCode.OK)["reuse"]["id"]));

        var told = await tenant.TrailAsync("action=reuse");
        Assert.Equal(reuses.Order(StringComparer.Ordinal), told.Select(reuse => (string?)reuse["details"]!["reuse_id"]).Order(StringComparer.Ordinal));
        Assert.All(told, reuse => Assert.Equal($"reuse campaign_asset {asset.Id}", reuse.Told()));
    }

    [Fact]
    public async Task Of_racing_deletions_one_is_told()
    {
        var asset = (await tenant.AnAssetAsync((await tenant.ASpaceAsync()).Id)).Expect(HttpStatusCode.Created);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tenant.DeleteAsync($"campaign-assets/{asset.Id}?hard=true")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.Single(await tenant.TrailAsync("action=hard_delete"));
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());

    private static IEnumerable<string?> NamesOf(ApiAnswer page) => page["audit_events"].AsArray().Select(told => (string?)told!["resource_name"]);

    private async Task<int> CountAsync(string filter) => (int)(await tenant.GetAsync($"audit-events?{filter}")).Expect(HttpStatusCode.OK)["total"];
}
