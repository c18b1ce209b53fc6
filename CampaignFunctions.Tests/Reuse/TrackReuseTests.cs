using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Reuse;

public sealed class TrackReuseTests
{
    [Fact]
    public async Task A_reuse_in_a_campaign_space_is_counted_and_carries_its_name()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var space = await tenant.ASpaceAsync("Fall Campaign 2026");

        var answer = (await tenant.PostAsync(
            $"campaign-assets/{asset}/reuse",
            new { campaign_space_id = space.Id, reuse_context = new { source = "manual_reuse", reused_in_name = "not this" } })).Expect(HttpStatusCode.OK);

        var reuse = answer["reuse"];
        Assert.True((bool)answer["success"]);
        Assert.Equal("Asset reuse tracked successfully (total reuses: 1)", (string?)answer["message"]);
        Assert.Equal(asset, (Guid)answer["asset"]["id"]!);
        Assert.Equal(1, (long)answer["asset"]["reused_count"]!);
        Assert.Equal((string?)reuse["timestamp"], (string?)answer["asset"]["last_reused_at"]);
        Assert.Equal((string?)reuse["timestamp"], (string?)answer["asset"]["updated_at"]);
        Assert.Equal("campaign_space", (string?)reuse["reused_in_type"]);
        Assert.Equal(space.Id.ToString(), (string?)reuse["reused_in_id"]);
        Assert.Equal(space.Id, (Guid)reuse["campaign_space_id"]!);
        Assert.Equal("Fall Campaign 2026", (string?)reuse["reused_in_name"]);
        Assert.Equal("anonymous", (string?)reuse["user_id"]);
        Assert.True(
            JsonNode.DeepEquals(
                new JsonObject
                {
                    ["reused_in_type"] = "campaign_space",
                    ["reused_in_id"] = space.Id.ToString(),
                    ["reused_in_name"] = "Fall Campaign 2026",
                    ["source"] = "manual_reuse",
                },
                reuse["context"]),
            answer.Text);
    }

    [Fact]
    public async Task Two_spaces_cannot_be_meant_at_once()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var (space, other) = (await tenant.ASpaceAsync(), await tenant.ASpaceAsync());

        foreach (var id in new[] { $"{other.Id}", "campaign_xyz" })
        {
            var refused = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space.Id, reused_in_id = id })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
            Assert.Equal(["campaign_space_id", "reused_in_id"], refused["errors"].AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        }

        var twice = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space.Id, reused_in_id = $"{space.Id}".ToUpperInvariant() })).Expect(HttpStatusCode.OK);
        Assert.Equal(space.Id, (Guid)twice["reuse"]["campaign_space_id"]!);
        Assert.Equal(1, (long)twice["asset"]["reused_count"]!);
    }

    [Fact]
    public async Task A_space_named_by_reused_in_id_alone_is_linked_if_it_is_there()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var space = await tenant.ASpaceAsync("Fall Campaign 2026");

        var linked = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { reused_in_id = space.Id })).Expect(HttpStatusCode.OK);
        var unknown = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { reused_in_id = Guid.CreateVersion7() })).Expect(HttpStatusCode.OK);

        Assert.Equal(space.Id, (Guid)linked["reuse"]["campaign_space_id"]!);
        Assert.Equal("Fall Campaign 2026", (string?)linked["reuse"]["reused_in_name"]);
        Assert.Null(unknown["reuse"].AsObject()["campaign_space_id"]);
    }

    [Fact]
    public async Task What_the_caller_says_of_the_place_wins_over_the_space()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);
        var space = await tenant.ASpaceAsync();

        var answer = (await tenant.PostAsync(
            $"campaign-assets/{asset}/reuse",
            new { campaign_space_id = space.Id, reused_in_type = "landing_page", reused_in_id = "lp-7", reused_in_name = "Sale page" })).Expect(HttpStatusCode.OK);

        Assert.Equal("landing_page", (string?)answer["reuse"]["reused_in_type"]);
        Assert.Equal("lp-7", (string?)answer["reuse"]["reused_in_id"]);
        Assert.Equal("Sale page", (string?)answer["reuse"]["reused_in_name"]);
        Assert.Equal(space.Id, (Guid)answer["reuse"]["campaign_space_id"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"campaign_space_id":null,"reused_in_type":null,"reused_in_id":null,"reused_in_name":null,"reuse_context":null}""")]
    public async Task Nothing_has_to_be_said_of_the_place(string? body)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        var answer = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", body)).Expect(HttpStatusCode.OK);

        Assert.Equal("campaign_space", (string?)answer["reuse"]["reused_in_type"]);
        Assert.Null(answer["reuse"]["reused_in_id"]);
        Assert.Null(answer["reuse"]["reused_in_name"]);
    }

    [Fact]
    public async Task An_earlier_clock_never_moves_the_last_reuse_back()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var ahead = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var asset = await ReusableAsset.AddAsync(tenant, ahead);

        var answer = (await tenant.PostAsync($"campaign-assets/{asset}/reuse")).Expect(HttpStatusCode.OK);

        Assert.Equal("2999-01-01T00:00:00Z", (string?)answer["asset"]["last_reused_at"]);
    }

    [Theory]
    [InlineData("""{"campaign_space_id":"not-a-uuid"}""", "campaign_space_id")]
    [InlineData("""{"campaign_space":"typo"}""", "campaign_space")]
    [InlineData("""{"reuse_context":[1]}""", "reuse_context")]
    [InlineData("""{"reuse_context":"text"}""", "reuse_context")]
    [InlineData("""{"reused_in_type":""}""", "reused_in_type")]
    [InlineData("""{"reused_in_name":7}""", "reused_in_name")]
    [InlineData("[]", "body")]
    public async Task What_cannot_be_is_refused_by_name(string body, string member)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        var answer = (await tenant.PostAsync($"campaign-assets/{asset}/reuse", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
        Assert.Equal(0, (long)(await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["total_reuses"]);
    }

    [Fact]
    public async Task A_body_that_is_not_json_is_refused()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var asset = await ReusableAsset.AddAsync(tenant);

        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        (await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/{asset}/reuse", text)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        (await tenant.PostAsync($"campaign-assets/{asset}/reuse", "{")).ExpectProblem(HttpStatusCode.BadRequest, "malformed_json");
        (await tenant.PostAsync("campaign-assets/not-a-uuid/reuse")).ExpectProblem(HttpStatusCode.NotFound, "route_not_found");
    }

    [Fact]
    public async Task Only_live_assets_and_spaces_of_the_tenant_take_part()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var other = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var asset = await ReusableAsset.AddAsync(tenant);
        var deletedAsset = new ReusableAsset { IsDeleted = true };
        await ReusableAsset.AddAsync(tenant, space.Id, [deletedAsset]);
        var foreignAsset = await ReusableAsset.AddAsync(other);
        var foreignSpace = await other.ASpaceAsync();
        var deletedSpace = await tenant.ASpaceAsync();
        (await tenant.DeleteAsync($"campaign-spaces/{deletedSpace.Id}")).Expect(HttpStatusCode.NoContent);

        foreach (var absent in new[] { foreignAsset, deletedAsset.Id, Guid.CreateVersion7() })
        {
            (await tenant.PostAsync($"campaign-assets/{absent}/reuse", new { campaign_space_id = space.Id }))
                .ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
        }

        foreach (var absent in new[] { foreignSpace.Id, deletedSpace.Id, Guid.CreateVersion7() })
        {
            (await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = absent }))
                .ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        }

        Assert.Equal(0, (long)(await other.GetAsync($"campaign-assets/{foreignAsset}/reuse-history"))["total_reuses"]);
        Assert.Equal(0, (long)(await tenant.GetAsync($"campaign-assets/{asset}/reuse-history"))["total_reuses"]);
    }
}
