using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

public sealed class UpdateAssetTests : IAsyncLifetime
{
    private TenantApi tenant = null!;
    private ApiAnswer asset = null!;

    public async Task InitializeAsync()
    {
        tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        asset = (await tenant.UploadAsync(
            space.Id, TestFile.OfText("Buy now"), ("asset_type", "ad_copy"), ("title", "Old"), ("cta_text", "Go"), ("tags", "a,b"), ("brand_id", "x"))).Expect(HttpStatusCode.Created);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Members_left_out_stay_as_they_are_and_null_clears()
    {
        var changed = (await PutAsync(new { title = "New", cta_text = (string?)null, tags = new[] { " C " } })).Expect(HttpStatusCode.OK);

        Assert.Equal(("New", null, "x", "copy.txt"), ((string?)changed["title"], (string?)changed.Json["cta_text"], (string?)changed["brand_id"], (string?)changed["asset_name"]));
        Assert.Equal(["c"], changed["tags"].AsArray().Select(tag => (string?)tag));
        Assert.NotEqual(asset.Headers.ETag, changed.Headers.ETag);
        Assert.Equal(changed.Text, (await tenant.GetAsync($"campaign-assets/{asset.Id}")).Text);
    }

    [Fact]
    public async Task Every_writable_member_can_be_set_and_every_nullable_one_cleared()
    {
        var all = new JsonObject
        {
            ["asset_name"] = "n",
            ["asset_type"] = "description",
            ["brand_id"] = "b",
            ["external_asset_id"] = "e",
            ["public_url"] = "https://example.com/x",
            ["title"] = "t",
            ["description"] = "d",
            ["ad_copy_text"] = "c",
            ["headline_text"] = "h",
            ["cta_text"] = "z",
            ["tags"] = new JsonArray("q"),
            ["performance_data"] = new JsonObject { ["k"] = 1 },
            ["platform_metadata"] = new JsonObject { ["k"] = 2 },
            ["platform_variants"] = new JsonObject { ["k"] = 3 },
            ["import_metadata"] = new JsonObject { ["k"] = 4 },
        };

        var set = (await PutAsync(all)).Expect(HttpStatusCode.OK);
        Assert.All(all, member => Assert.Equal(member.Value!.ToJsonString(), set[member.Key].ToJsonString()));

        string[] nullable = ["brand_id", "external_asset_id", "public_url", "title", "description", "ad_copy_text", "headline_text", "cta_text"];
        var cleared = (await PutAsync(new JsonObject(nullable.Select(name => new KeyValuePair<string, JsonNode?>(name, value: null))))).Expect(HttpStatusCode.OK);
        Assert.All(nullable, name => Assert.Null(cleared.Json[name]));
    }

    [Theory]
    [InlineData("""{"titel":"x"}""", "titel")]
    [InlineData("""{"impressions":5}""", "impressions")]
    [InlineData("""{"reused_count":5}""", "reused_count")]
    [InlineData("""{"file_hash":"00"}""", "file_hash")]
    [InlineData("""{"processing_status":"ready"}""", "processing_status")]
    [InlineData("""{"campaign_space_id":"00000000-0000-0000-0000-000000000001"}""", "campaign_space_id")]
    [InlineData("""{"asset_name":null}""", "asset_name")]
    [InlineData("""{"asset_name":""}""", "asset_name")]
    [InlineData("""{"asset_type":null}""", "asset_type")]
    [InlineData("""{"asset_type":"picture"}""", "asset_type")]
    [InlineData("""{"public_url":""}""", "public_url")]
    [InlineData("""{"tags":"a,b"}""", "tags")]
    [InlineData("""{"tags":[null]}""", "tags")]
    [InlineData("""{"performance_data":[1]}""", "performance_data")]
    [InlineData("""{"performance_data":{"a":[{"b":"x\u0000y"}]}}""", "performance_data")]
    [InlineData("""{"platform_metadata":{"a\u0000b":1}}""", "platform_metadata")]
    [InlineData("""{"title":"a\u0000b"}""", "title")]
    public async Task What_cannot_be_set_is_named(string body, string member)
    {
        var answer = (await PutAsync(body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Contains(member, (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal(asset.Text, (await tenant.GetAsync($"campaign-assets/{asset.Id}")).Text);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("/relative")]
    [InlineData("//host/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.com/x")]
    [InlineData("httpss://example.com/x")]
    [InlineData("https:example.com")]
    [InlineData("https:/example.com")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("https://?x")]
    [InlineData("https://exa mple/")]
    [InlineData("https://example.com/a b")]
    [InlineData("https://example.com\n")]
    [InlineData("https://example.com/\u0085")]
    [InlineData("https://example.com/\u001b[2J")]
    [InlineData(" https://example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://@example.com/")]
    [InlineData("https://example.com\\@evil.example/")]
    [InlineData("https://exam_ple!/")]
    [InlineData("https://example.com:port/")]
    public async Task A_public_address_is_one_a_browser_can_be_sent_to(string address)
    {
        var answer = (await PutAsync(new { public_url = address })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.Equal("must be an absolute http or https address with a host, without user name, spaces or control characters.", (string?)Assert.Single(answer["errors"]["public_url"]!.AsArray()));
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("HTTP://EXAMPLE.com:8080/a%20b?c=d|e#f")]
    [InlineData("https://example.com/@channel/video?t=1&u=a@b")]
    [InlineData("https://[2001:db8::1]/x")]
    [InlineData("https://192.0.2.1/")]
    [InlineData("https://münchen.example/straße")]
    public async Task A_public_address_is_kept_as_it_was_written(string address)
    {
        var changed = (await PutAsync(new { public_url = address })).Expect(HttpStatusCode.OK);

        Assert.Equal(address, (string?)changed["public_url"]);
    }

    [Fact]
    public async Task A_file_does_not_become_an_image_by_being_called_one()
    {
        (await PutAsync(new { asset_type = "image" })).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "content_type_mismatch");
        (await PutAsync(new { asset_type = "document" })).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("document")]
    public async Task Words_do_not_become_what_takes_a_file(string assetType)
    {
        var words = (await tenant.AnAssetAsync(Guid.Parse((string)asset["campaign_space_id"]!))).Expect(HttpStatusCode.Created);
        var path = $"campaign-assets/{words.Id}";

        var answer = (await tenant.PutAsync(path, new { asset_type = assetType })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"]["asset_type"]);
        (await tenant.PutAsync(path, new { asset_type = "ad_copy" })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_holds_only_for_the_version_its_caller_saw()
    {
        var seen = asset.Headers.ETag!.ToString();

        var changed = (await tenant.PutAsync($"campaign-assets/{asset.Id}", new { title = "1" }, ifMatch: seen)).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync($"campaign-assets/{asset.Id}", new { title = "2" }, ifMatch: seen)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.PutAsync($"campaign-assets/{asset.Id}", new { title = "3" }, ifMatch: changed.Headers.ETag!.ToString())).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync($"campaign-assets/{asset.Id}", new { title = "4" }, ifMatch: "*")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_asset_that_is_not_there_cannot_be_changed() =>
        (await tenant.PutAsync($"campaign-assets/{Guid.CreateVersion7()}", new { title = "x" })).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");

    private Task<ApiAnswer> PutAsync(object body) => tenant.PutAsync($"campaign-assets/{asset.Id}", body);
}
