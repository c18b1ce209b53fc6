using System.Net;
using System.Net.Http.Json;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

/// <summary>If-None-Match, as RFC 9110 has it: what is known is not sent again, and what is there is not made again.</summary>
public sealed class PreconditionTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("GetCampaignSpace")]
    [InlineData("GetCampaignAsset")]
    [InlineData("GetTenant")]
    public async Task Who_has_the_current_version_gets_a_304_with_its_ETag_and_no_body(string operation)
    {
        var path = await PathAsync(operation);
        var etag = (await tenant.GetAsync(path)).Expect(HttpStatusCode.OK).Headers.ETag!.ToString();
        var described = await DescribedApi.SharedAsync();

        foreach (var known in new[] { etag, $"W/{etag}", "*", $"\"0\", {etag}" })
        {
            var answer = (await tenant.GetWithAsync(path, ("If-None-Match", known))).Expect(HttpStatusCode.NotModified);

            Assert.Equal((etag, ""), (answer.Headers.ETag?.ToString(), answer.Text));
            Assert.Null(answer.ContentHeaders.ContentType);
            Assert.Empty(described.Check(described.Operations[operation], answer));
        }

        (await tenant.GetWithAsync(path, ("If-None-Match", "\"0\""))).Expect(HttpStatusCode.OK);
        (await tenant.GetWithAsync(path, ("If-None-Match", "not quoted"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_version_of_before_is_answered_with_the_one_of_now()
    {
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}";
        (await tenant.PutAsync(path, new { description = "new" })).Expect(HttpStatusCode.OK);

        var answer = (await tenant.GetWithAsync(path, ("If-None-Match", space.Headers.ETag!.ToString()))).Expect(HttpStatusCode.OK);

        Assert.Equal("new", (string?)answer["description"]);
    }

    [Theory]
    [InlineData("GetCampaignSpace", "UpdateCampaignSpace")]
    [InlineData("GetCampaignAsset", "UpdateCampaignAsset")]
    [InlineData("GetTenant", "PutTenant")]
    public async Task A_PUT_that_is_to_create_changes_nothing_that_is_there(string get, string put)
    {
        var path = await PathAsync(get);
        var before = await tenant.GetAsync(path);
        var described = await DescribedApi.SharedAsync();

        foreach (var known in new[] { "*", before.Headers.ETag!.ToString() })
        {
            using var body = JsonContent.Create(new { });
            var answer = (await tenant.SendWithAsync(HttpMethod.Put, path, body, ("If-None-Match", known))).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
            Assert.Empty(described.Check(described.Operations[put], answer));
        }

        var after = await tenant.GetAsync(path);
        Assert.Equal((before.Text, before.Headers.ETag), (after.Text, after.Headers.ETag));
    }

    [Fact]
    public async Task A_PUT_that_is_to_create_creates_what_is_not_there_and_only_then()
    {
        var path = $"ad-accounts/meta/{tenant.TenantId}";
        using var first = JsonContent.Create(new { account_name = "First" });
        using var second = JsonContent.Create(new { account_name = "Second" });

        (await tenant.SendWithAsync(HttpMethod.Put, path, first, ("If-None-Match", "*"))).Expect(HttpStatusCode.Created);
        (await tenant.SendWithAsync(HttpMethod.Put, path, second, ("If-None-Match", "*"))).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");

        Assert.Equal("First", (string?)(await tenant.GetAsync("ad-accounts"))["ad_accounts"][0]!["account_name"]);
    }

    [Fact]
    public async Task A_version_that_is_not_the_current_one_rules_nothing_out()
    {
        var space = await tenant.ASpaceAsync();
        using var body = JsonContent.Create(new { description = "new" });

        (await tenant.SendWithAsync(HttpMethod.Put, $"campaign-spaces/{space.Id}", body, ("If-None-Match", "\"0\""))).Expect(HttpStatusCode.OK);
    }

    private async Task<string> PathAsync(string operation)
    {
        switch (operation)
        {
            case "GetCampaignSpace":
                return $"campaign-spaces/{(await tenant.ASpaceAsync()).Id}";
            case "GetCampaignAsset":
                return $"campaign-assets/{(await tenant.AnAssetAsync((await tenant.ASpaceAsync()).Id)).Expect(HttpStatusCode.Created).Id}";
            default:
                (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = "Acme" })).Expect(HttpStatusCode.Created);
                return $"tenants/{tenant.TenantId}";
        }
    }
}
