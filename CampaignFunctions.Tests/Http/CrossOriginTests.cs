using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

/// <summary>Which pages of other origins may call. On Azure the platform answers these; here the local host does, by the setting the vendor's tools have.</summary>
public sealed class CrossOriginTests : IAsyncLifetime
{
    private const string Friend = "https://app.example";
    private const string Stranger = "https://evil.example";
    private const string AllowOrigin = "Access-Control-Allow-Origin";

    private RunningApi open = null!;

    public async Task InitializeAsync() => open = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Host:CORS"] = $"{Friend}, https://other.example" });

    public async Task DisposeAsync() => await open.DisposeAsync();

    [Theory]
    [InlineData(Friend)]
    [InlineData(Stranger)]
    [InlineData("null")]
    public async Task Unless_it_is_configured_no_origin_may(string origin)
    {
        var closed = await RunningApi.SharedAsync();

        var asked = await PreflightAsync(closed, origin, "DELETE");
        var called = await GetAsync(closed, origin, "campaign-spaces");

        asked.ExpectProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        called.Expect(HttpStatusCode.OK);
        Assert.All([asked, called], answer => Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task An_origin_that_is_listed_may_call_with_any_header(string method)
    {
        var answer = (await PreflightAsync(open, Friend, method)).Expect(HttpStatusCode.NoContent);

        Assert.Equal(Friend, answer.Headers.GetValues(AllowOrigin).Single());
        Assert.Contains("authorization", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
        if (method is not ("GET" or "POST"))
            Assert.Contains(method, answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("campaign-spaces", HttpStatusCode.OK)]
    [InlineData("campaign-spaces?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("campaign-spaces/00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("nothing-here", HttpStatusCode.NotFound)]
    public async Task Its_pages_may_read_every_answer_and_other_origins_none(string path, HttpStatusCode status)
    {
        var friend = (await GetAsync(open, Friend, path)).Expect(status);
        var stranger = (await GetAsync(open, Stranger, path)).Expect(status);

        Assert.Equal(Friend, friend.Headers.GetValues(AllowOrigin).Single());
        Assert.Contains("Origin", friend.Headers.Vary);
        Assert.False(stranger.Headers.Contains(AllowOrigin));
    }

    [Theory]
    [InlineData(Stranger)]
    [InlineData("http://app.example")]
    [InlineData("https://app.example.evil.example")]
    [InlineData("https://app.example:8443")]
    [InlineData("null")]
    public async Task An_origin_that_is_not_listed_may_not(string origin) =>
        Assert.False((await PreflightAsync(open, origin, "GET")).Headers.Contains(AllowOrigin));

    private static async Task<ApiAnswer> PreflightAsync(RunningApi api, string origin, string method)
    {
        using var request = api.NewTenant().Request(HttpMethod.Options, $"campaign-spaces/{Guid.CreateVersion7()}");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization, if-match");
        return await TokenApi.SendAsync(api.Http, request);
    }

    private static async Task<ApiAnswer> GetAsync(RunningApi api, string origin, string path)
    {
        using var request = api.NewTenant().Request(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        return await TokenApi.SendAsync(api.Http, request);
    }
}
