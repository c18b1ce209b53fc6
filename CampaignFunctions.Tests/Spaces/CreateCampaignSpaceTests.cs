using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class CreateCampaignSpaceTests
{
    [Fact]
    public async Task A_created_space_is_got_back_as_it_was_answered()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var created = await tenant.ASpaceAsync("Summer Sale 🌞", "google_ads", new { budget = 5000.5, tags = new[] { " Summer", "summer", "SALE" } });
        var got = (await tenant.GetAsync($"campaign-spaces/{created.Id}")).Expect(HttpStatusCode.OK);

        Assert.Equal(created.Text, got.Text);
        Assert.Equal($"/api/campaign-spaces/{created.Id}", created.Headers.Location?.ToString());
        Assert.Equal(created.Headers.ETag, got.Headers.ETag);
        Assert.Equal(["summer", "sale"], got["tags"].AsArray().Select(tag => (string?)tag));
    }

    [Fact]
    public async Task Another_tenants_space_is_as_absent_as_one_that_never_was()
    {
        var api = await RunningApi.SharedAsync();
        var space = await api.NewTenant().ASpaceAsync();
        var stranger = api.NewTenant();

        var foreign = (await stranger.GetAsync($"campaign-spaces/{space.Id}")).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        var missing = await stranger.GetAsync($"campaign-spaces/{Guid.CreateVersion7()}");

        foreign.Json.AsObject().Remove("trace_id");
        Assert.Equal(foreign["detail"].ToString(), missing["detail"].ToString());
    }
}
