using System.Globalization;
using System.Net;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

public sealed class RateLimitTests : IAsyncLifetime
{
    private const int Burst = 5;
    private RunningApi api = null!;

    public async Task InitializeAsync() => api = await RunningApi.StartAsync(Slow());

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Every_answer_to_a_tenant_says_how_much_it_may_ask_for()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var answers = new[]
        {
            (await tenant.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK),
            (await tenant.GetAsync($"campaign-spaces/{Guid.CreateVersion7()}")).Expect(HttpStatusCode.NotFound),
            (await tenant.GetAsync("campaign-spaces?limit=0")).Expect(HttpStatusCode.BadRequest),
            (await tenant.PostAsync("campaign-spaces", "{")).Expect(HttpStatusCode.BadRequest),
            // The database's refusal passes as an exception.
            (await tenant.PostAsync("campaign-spaces", """{"campaign_name":"A","platform":"meta","import_metadata":{"x":1e-20000}}""")).Expect(HttpStatusCode.BadRequest),
            (await tenant.GetAsync("campaign-spaces/export?format=csv")).Expect(HttpStatusCode.OK),
        };

        Assert.All(answers, answer => Assert.Equal((20_000, true), (Number(answer, "RateLimit-Limit"), Number(answer, "RateLimit-Remaining") is >= 0 and < 20_000)));
        Assert.All(answers, answer => Assert.InRange(Number(answer, "RateLimit-Reset"), 0, 2));
    }

    [Fact]
    public async Task Who_asks_for_too_much_is_told_when_to_ask_again_and_then_is_answered()
    {
        var described = await DescribedApi.SharedAsync();
        var (tenant, other) = (api.NewTenant(), api.NewTenant());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => tenant.GetAsync("campaign-spaces")));

        var refused = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        Assert.InRange(answers.Length - refused.Count, Burst, answers.Length - 1);
        Assert.All(refused, answer =>
        {
            answer.ExpectProblem(HttpStatusCode.TooManyRequests, "rate_limited");
            Assert.Empty(described.Check(described.Operations["ListCampaignSpaces"], answer));
            Assert.Equal((Burst, 1), (Number(answer, "RateLimit-Limit"), Number(answer, "Retry-After")));
            Assert.InRange(Number(answer, "RateLimit-Reset"), 1, Burst);
        });
        (await other.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        await Poll.UntilAsync(async () => (await tenant.GetAsync("campaign-spaces")).Status, status => status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("health")]
    [InlineData("openapi.json")]
    [InlineData("docs")]
    public async Task What_is_public_takes_from_no_bucket(string path)
    {
        var tenant = api.NewTenant();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => tenant.GetAsync(path)));

        Assert.All(answers, answer => Assert.False(answer.Expect(HttpStatusCode.OK).Headers.Contains("RateLimit-Limit")));
        Assert.Equal(Burst - 1, Number(await tenant.GetAsync("campaign-spaces"), "RateLimit-Remaining"));
    }

    [Fact]
    public async Task Who_is_not_known_takes_from_nobodys_bucket()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var guarded = await RunningApi.StartAsync(Slow(issuer.Settings()));
        var tenantId = $"t-{Guid.CreateVersion7():N}";
        var token = issuer.Token(tenantId, "viewer");
        var forger = new TokenApi(guarded.Http, token[..^4] + "AAAA");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => forger.GetAsync("campaign-spaces")));

        Assert.All(answers, answer => Assert.False(answer.Expect(HttpStatusCode.Unauthorized).Headers.Contains("RateLimit-Limit")));
        Assert.Equal(Burst - 1, Number(await new TokenApi(guarded.Http, token).GetAsync("campaign-spaces"), "RateLimit-Remaining"));
    }

    [Fact]
    public async Task The_document_says_so_of_every_operation_that_acts_for_a_tenant()
    {
        var described = await DescribedApi.SharedAsync();

        Assert.All(described.Operations.Values.Where(operation => !Access.Of(operation.Id).IsPublic), operation =>
            Assert.Equal(
                ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"],
                operation.Responses["429"]!["headers"]!.AsObject().Select(header => header.Key).Order(StringComparer.Ordinal)));
        Assert.Null(described.Operations["Health"].Responses["429"]);
    }

    [Theory]
    [InlineData("RateLimits:RequestsPerSecond", "0")]
    [InlineData("RateLimits:RequestsPerSecond", "many")]
    [InlineData("RateLimits:Burst", "-1")]
    [InlineData("RateLimits:Burst", "1000001")]
    public async Task A_setting_that_cannot_be_stops_the_start_and_is_named(string setting, string value)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value }));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Slow(Dictionary<string, string?>? settings = null) => new(settings ?? [], StringComparer.Ordinal)
    {
        ["RateLimits:RequestsPerSecond"] = "1",
        ["RateLimits:Burst"] = Burst.ToString(CultureInfo.InvariantCulture),
    };

    private static int Number(ApiAnswer answer, string header) => int.Parse(answer.Headers.GetValues(header).Single(), CultureInfo.InvariantCulture);
}
