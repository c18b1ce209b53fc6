using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Spaces;

public sealed class SuggestCampaignSpacesTests : IAsyncLifetime
{
    private static readonly Lazy<Task<TenantApi>> Named = new(NameAsync);
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = await Named.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("s", "Summer Sale")]
    [InlineData("su", "Summer Sale")]
    [InlineData("SUMMER", "Summer Sale")]
    [InlineData("sumer", "Summer Sale")]
    [InlineData("summmer", "Summer Sale")]
    [InlineData("sale summer", "Summer Sale")]
    [InlineData("retargting", "US_Retargeting|Video-2026")]
    [InlineData("video", "US_Retargeting|Video-2026")]
    [InlineData("fcaebook", "Facebook Prospecting")]
    [InlineData("prospekting", "Facebook Prospecting")]
    [InlineData("расп", "Летняя Распродажа")]
    [InlineData("летнаяя", "Летняя Распродажа")]
    [InlineData("  black  ", "Black Friday")]
    [InlineData("100%", "100% Organic")]
    [InlineData("ete", "Soldes d'Été")]
    [InlineData("ÉTÉ", "Soldes d'Été")]
    [InlineData("e\u0301te\u0301", "Soldes d'Été")]
    [InlineData("fruhjahr", "Frühjahr")]
    [InlineData("fruejahr", "Frühjahr")]
    [InlineData("καλοκαιρι", "ΚΑΛΟΚΑΊΡΙ")]
    public async Task What_is_typed_suggests_what_was_meant(string typed, string name)
    {
        Assert.Contains(name, await SuggestAsync(typed));
    }

    [Fact]
    public async Task The_best_comes_first()
    {
        Assert.Equal("Black Friday", (await SuggestAsync("black friday"))[0]);
        Assert.Equal("Friday", (await SuggestAsync("friday"))[0]);
        Assert.Equal("Friday", (await SuggestAsync("fri"))[0]);
    }

    [Theory]
    [InlineData("zzzzzz")]
    [InlineData("!!!")]
    [InlineData("\\")]
    [InlineData("🌞")]
    public async Task What_is_like_nothing_suggests_nothing(string typed)
    {
        Assert.Empty(await SuggestAsync(typed));
    }

    [Fact]
    public async Task There_are_at_most_ten_and_none_of_another_tenant()
    {
        var crowded = (await RunningApi.SharedAsync()).NewTenant();
        for (var i = 0; i < 12; i++)
            await crowded.ASpaceAsync($"Crowd {i}");

        var suggestions = (await crowded.GetAsync("campaign-spaces/suggestions?q=crowd"))["suggestions"].AsArray();

        Assert.Equal(10, suggestions.Count);
        Assert.Equal(["id", "campaign_name", "platform"], suggestions[0]!.AsObject().Select(member => member.Key));
        Assert.Equal("meta", (string?)suggestions[0]!["platform"]);
        Assert.Empty(await SuggestAsync("crowd"));
    }

    [Theory]
    [InlineData("campaign-spaces/suggestions", "q")]
    [InlineData("campaign-spaces/suggestions?q=", "q")]
    [InlineData("campaign-spaces/suggestions?q=%20%20", "q")]
    [InlineData("campaign-spaces/suggestions?q=a%00", "q")]
    [InlineData("campaign-spaces/suggestions?query=a", "query")]
    public async Task Something_must_be_typed(string path, string member)
    {
        var answer = (await tenant.GetAsync(path)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
    }

    private async Task<List<string>> SuggestAsync(string typed)
    {
        var answer = (await tenant.GetAsync($"campaign-spaces/suggestions?q={Uri.EscapeDataString(typed)}")).Expect(HttpStatusCode.OK);
        return [.. answer["suggestions"].AsArray().Select(suggestion => (string)suggestion!["campaign_name"]!)];
    }

    private static async Task<TenantApi> NameAsync()
    {
        var named = (await RunningApi.SharedAsync()).NewTenant();
        foreach (var name in new[] { "Summer Sale", "US_Retargeting|Video-2026", "Facebook Prospecting", "Летняя Распродажа", "Black Friday", "Friday", "Casual Fridays", "100% Organic", "Soldes d'Été", "Frühjahr", "ΚΑΛΟΚΑΊΡΙ" })
            await named.ASpaceAsync(name);
        return named;
    }
}
