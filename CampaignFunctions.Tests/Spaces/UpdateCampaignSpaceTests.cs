using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class UpdateCampaignSpaceTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Members_left_out_stay_as_they_are()
    {
        var space = await tenant.ASpaceAsync("Before", "meta", new { budget = 12.5, tags = new[] { "a" }, brand_id = "b", campaign_start_date = "2026-01-01", import_metadata = new { row = 1 }, category = "c" });

        var changed = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { campaign_name = "After" })).Expect(HttpStatusCode.OK);

        var expected = space.Json.AsObject();
        expected["campaign_name"] = "After";
        expected["updated_at"] = changed["updated_at"].DeepClone();
        Assert.Equal(expected.ToJsonString(), changed.Json.ToJsonString());
        Assert.Equal(changed.Text, (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Text);
    }

    [Fact]
    public async Task Null_clears_what_may_be_empty()
    {
        var space = await tenant.ASpaceAsync(also: new { budget = 12.5, tags = new[] { "a" }, brand_id = "b", description = "d", campaign_start_date = "2026-01-01", category = "c", external_campaign_id = "x", import_metadata = new { a = 1 } });

        var cleared = (await tenant.PutAsync($"campaign-spaces/{space.Id}", """
            {"budget":null,"tags":null,"brand_id":null,"description":null,"campaign_start_date":null,"category":null,"external_campaign_id":null,"import_metadata":null}
            """)).Expect(HttpStatusCode.OK);

        Assert.All(["budget", "brand_id", "description", "campaign_start_date", "category", "external_campaign_id"], member => Assert.Null(cleared.Json[member]));
        Assert.Empty(cleared["tags"].AsArray());
        Assert.Equal("{}", cleared["import_metadata"].ToJsonString());
    }

    [Theory]
    [InlineData("""{"campaign_name":null}""", "campaign_name")]
    [InlineData("""{"platform":null}""", "platform")]
    [InlineData("""{"currency":null}""", "currency")]
    [InlineData("""{"is_active":null}""", "is_active")]
    [InlineData("""{"is_archived":null}""", "is_archived")]
    [InlineData("""{"total_impressions":5}""", "total_impressions")]
    [InlineData("""{"avg_ctr":5}""", "avg_ctr")]
    [InlineData("""{"asset_count":0}""", "asset_count")]
    [InlineData("""{"created_at":"2026-01-01T00:00:00Z"}""", "created_at")]
    [InlineData("""{"user_id":"u"}""", "user_id")]
    [InlineData("""{"archived_at":null}""", "archived_at")]
    [InlineData("""{"campaign_end_date":"2025-12-31"}""", "campaign_end_date")]
    [InlineData("""{"budget":0.00001}""", "budget")]
    public async Task What_cannot_be_is_a_400_and_changes_nothing(string body, string member)
    {
        var space = await tenant.ASpaceAsync(also: new { campaign_start_date = "2026-01-01" });

        var answer = (await tenant.PutAsync($"campaign-spaces/{space.Id}", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
        Assert.Equal(space.Text, (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Text);
    }

    [Fact]
    public async Task Archiving_sets_archived_at_once_and_unarchiving_clears_it()
    {
        var space = await tenant.ASpaceAsync();

        var archived = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { is_archived = true })).Expect(HttpStatusCode.OK);
        var again = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { is_archived = true })).Expect(HttpStatusCode.OK);
        var back = (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { is_archived = false })).Expect(HttpStatusCode.OK);

        Assert.Equal((string?)archived["archived_at"], (string?)again["archived_at"]);
        Assert.NotNull(archived.Json["archived_at"]);
        Assert.Null(back.Json["archived_at"]);
    }

    [Fact]
    public async Task If_match_lets_through_the_current_version_and_star_and_nothing_else()
    {
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}";
        var first = space.Headers.ETag!.ToString();

        var changed = (await tenant.PutAsync(path, new { description = "1" }, first)).Expect(HttpStatusCode.OK);

        Assert.NotEqual(first, changed.Headers.ETag!.ToString());
        Assert.Equal(changed.Headers.ETag, (await tenant.GetAsync(path)).Headers.ETag);
        (await tenant.PutAsync(path, new { description = "2" }, first)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.PutAsync(path, new { description = "2" }, $"W/{changed.Headers.ETag}")).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.DeleteAsync(path, first)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.PutAsync(path, new { description = "2" }, "*")).Expect(HttpStatusCode.OK);
        (await tenant.DeleteAsync(path, (await tenant.GetAsync(path)).Headers.ETag!.ToString())).Expect(HttpStatusCode.NoContent);
        (await tenant.PutAsync(path, new { description = "3" }, "*")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
    }

    [Fact]
    public async Task An_if_match_that_cannot_be_read_matches_nothing()
    {
        var space = await tenant.ASpaceAsync();
        using var request = tenant.Request(HttpMethod.Put, $"campaign-spaces/{space.Id}", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        request.Headers.TryAddWithoutValidation("If-Match", "not quoted");

        using var answer = await tenant.SendAsync(request);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Fact]
    public async Task Of_concurrent_writes_with_the_same_if_match_exactly_one_wins()
    {
        var space = await tenant.ASpaceAsync();
        var etag = space.Headers.ETag!.ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => tenant.PutAsync($"campaign-spaces/{space.Id}", new { description = $"{i}" }, etag)));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal((string?)winner["description"], (string?)(await tenant.GetAsync($"campaign-spaces/{space.Id}"))["description"]);
    }

    [Fact]
    public async Task Concurrent_writes_of_different_members_lose_nothing()
    {
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}";

        await Task.WhenAll(
            tenant.PutAsync(path, new { description = "d" }),
            tenant.PutAsync(path, new { category = "c" }),
            tenant.PutAsync(path, new { brand_id = "b" }),
            tenant.PutAsync(path, new { budget = 5 }));

        var got = await tenant.GetAsync(path);
        Assert.Equal(("d", "c", "b", 5m), ((string?)got["description"], (string?)got["category"], (string?)got["brand_id"], (decimal)got["budget"]!));
    }

    [Fact]
    public async Task Another_tenants_space_cannot_be_changed_deleted_or_restored()
    {
        var space = await tenant.ASpaceAsync();
        var stranger = (await RunningApi.SharedAsync()).NewTenant();
        var path = $"campaign-spaces/{space.Id}";

        (await stranger.PutAsync(path, new { description = "x" })).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.DeleteAsync(path)).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.DeleteAsync($"{path}?hard=true")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.PostAsync($"{path}/restore")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.GetAsync($"{path}/stats")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.PostAsync($"{path}/mark-as-template", new { })).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await stranger.PostAsync($"{path}/update-performance", new { impressions = 1, clicks = 1, spend = 1, conversions = 1, revenue = 1 })).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        Assert.Equal(space.Text, (await tenant.GetAsync(path)).Text);
    }
}
