using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

/// <summary>A parameter that is given and empty is malformed, wherever it is: passing it over would widen what was asked.</summary>
public sealed class EmptyParameterTests : IAsyncLifetime
{
    private TenantApi tenant = null!;
    private Guid space;

    public async Task InitializeAsync()
    {
        tenant = (await RunningApi.SharedAsync()).NewTenant();
        space = (await tenant.ASpaceAsync()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("campaign-spaces/export?format=", "format")]
    [InlineData("campaign-spaces/templates?is_active=", "is_active")]
    [InlineData("campaign-spaces/{space}/performance?from=", "from")]
    [InlineData("campaign-spaces/{space}/performance?granularity=", "granularity")]
    [InlineData("campaign-assets/assets?asset_type=", "asset_type")]
    [InlineData("campaign-assets/assets?file_hash=", "file_hash")]
    [InlineData("campaign-assets/assets?has_file=", "has_file")]
    [InlineData("campaign-assets/assets?campaign_space_id=", "campaign_space_id")]
    [InlineData("campaign-assets/export?created_from=", "created_from")]
    [InlineData("campaign-assets/reuse-analytics?start_date=", "start_date")]
    [InlineData("campaign-assets/reuse-analytics?asset_type=", "asset_type")]
    [InlineData("campaign-assets/reuse-analytics?limit=", "limit")]
    [InlineData("ad-accounts?platform=", "platform")]
    [InlineData("performance/sync-runs?status=,", "status")]
    [InlineData("audit-events?action=", "action")]
    public async Task It_is_a_400_that_names_it_and_says_what_would_be_right(string path, string parameter)
    {
        var answer = (await tenant.GetAsync(path.Replace("{space}", $"{space}", StringComparison.Ordinal))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.StartsWith("must ", (string?)Assert.Single(answer["errors"].AsObject()).Value![0], StringComparison.Ordinal);
        Assert.NotNull(answer["errors"][parameter]);
    }

    [Fact]
    public async Task Nothing_is_deleted_by_a_hard_that_says_neither()
    {
        Assert.NotNull((await tenant.DeleteAsync($"campaign-spaces/{space}?hard=")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["hard"]);

        (await tenant.GetAsync($"campaign-spaces/{space}")).Expect(HttpStatusCode.OK);
    }
}
