using System.Net;
using CampaignFunctions.Http.Tokens;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Auth;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly string tenant = TokenFixture.NewTenant();
    private TestIssuer issuer = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync(time);
        api = await RunningApi.StartAsync(issuer.Settings(), services => services.AddSingleton<TimeProvider>(time));
    }

    public async Task DisposeAsync()
    {
        await issuer.DisposeAsync();
        await api.DisposeAsync();
    }

    public static TheoryData<string> Outages =>
        [nameof(IssuerAnswer.Error), nameof(IssuerAnswer.Huge), nameof(IssuerAnswer.NotJson), nameof(IssuerAnswer.NoKeySet), nameof(IssuerAnswer.Redirect)];

    [Fact]
    public async Task Keys_are_got_once_and_then_known()
    {
        for (var call = 0; call < 20; call++)
            (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);

        Assert.Equal(1, issuer.Requests);
    }

    [Fact]
    public async Task A_new_key_is_taken_as_soon_as_it_is_used()
    {
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        using var next = IssuerKey.OfRsa("rsa-2");
        issuer.Publish(issuer.Rsa, issuer.Ec, next);
        time.Advance(SigningKeys.AtMostEvery);

        (await CallAsync(next)).Expect(HttpStatusCode.OK);
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);

        Assert.Equal(2, issuer.Requests);
    }

    [Fact]
    public async Task A_withdrawn_key_stops_working_without_anybody_waiting()
    {
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        issuer.Publish(issuer.Ec);
        time.Advance(SigningKeys.AtLeastEvery);

        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        await Poll.UntilAsync(async () => (await CallAsync(issuer.Rsa)).Status, status => status == HttpStatusCode.Unauthorized);

        (await CallAsync(issuer.Ec)).Expect(HttpStatusCode.OK);
        Assert.Equal(2, issuer.Requests);
    }

    [Fact]
    public async Task Two_hundred_calls_with_an_unknown_key_ask_once()
    {
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        using var next = IssuerKey.OfRsa("rsa-2");
        using var strange = IssuerKey.OfRsa("rsa-3");
        issuer.Publish(issuer.Rsa, next);
        time.Advance(SigningKeys.AtMostEvery);

        issuer.Answer = IssuerAnswer.Stall;
        var asked = issuer.NextRequestAsync();
        var calls = Task.WhenAll(Enumerable.Range(0, 200).Select(call => CallAsync(call % 2 == 0 ? next : strange)));
        await asked;
        // Meanwhile the calls pile up behind the one that asked, and known keys work.
        for (var call = 0; call < 50; call++)
            (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        Assert.False(calls.IsCompleted);
        issuer.Release();
        var answers = await calls;

        Assert.Equal(100, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token"));
        Assert.Equal(2, issuer.Requests);
    }

    [Fact]
    public async Task Unknown_keys_do_not_make_us_ask_more_often_than_every_ten_seconds()
    {
        for (var round = 1; round <= 3; round++)
        {
            for (var call = 0; call < 10; call++)
            {
                using var strange = IssuerKey.OfEc($"strange-{round}-{call}");
                (await CallAsync(strange)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
            }

            Assert.Equal(round, issuer.Requests);
            time.Advance(SigningKeys.AtMostEvery);
        }
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task In_an_outage_known_keys_work_and_unknown_ones_wait(string outage)
    {
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        using var next = IssuerKey.OfRsa("rsa-2");
        issuer.Publish(issuer.Rsa, next);
        issuer.Answer = Enum.Parse<IssuerAnswer>(outage);
        time.Advance(SigningKeys.AtLeastEvery);

        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        var refused = (await CallAsync(next)).ExpectProblem(HttpStatusCode.ServiceUnavailable, "signing_keys_unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);

        issuer.Answer = IssuerAnswer.Keys;
        time.Advance(SigningKeys.AtMostEvery);
        (await CallAsync(next)).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task An_outage_from_the_start_is_our_trouble_and_not_the_tokens(string outage)
    {
        issuer.Answer = Enum.Parse<IssuerAnswer>(outage);

        (await CallAsync(issuer.Rsa)).ExpectProblem(HttpStatusCode.ServiceUnavailable, "signing_keys_unavailable");
        (await CallAsync(issuer.Rsa)).ExpectProblem(HttpStatusCode.ServiceUnavailable, "signing_keys_unavailable");

        Assert.Equal(1, issuer.Requests);
    }

    [Fact]
    public async Task An_issuer_that_stalls_keeps_only_unknown_keys_waiting_and_not_for_long()
    {
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        using var next = IssuerKey.OfRsa("rsa-2");
        issuer.Answer = IssuerAnswer.Stall;
        time.Advance(SigningKeys.AtMostEvery);

        var asked = issuer.NextRequestAsync();
        var waiting = CallAsync(next);
        await asked;
        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        Assert.False(waiting.IsCompleted);

        time.Advance(JwksClient.Timeout);
        (await waiting).ExpectProblem(HttpStatusCode.ServiceUnavailable, "signing_keys_unavailable");
    }

    [Fact]
    public async Task Of_a_single_key_a_token_need_not_say_the_name()
    {
        issuer.Publish(issuer.Rsa);
        var header = issuer.Rsa.Header();
        header.Remove("kid");

        (await CallAsync(issuer.Rsa.Sign(issuer.Claims(tenant, "viewer"), header))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_that_are_no_good_are_passed_over()
    {
        using var weak = IssuerKey.OfRsa("weak", bits: 1024);
        using var secret = IssuerKey.OfRsa("for-encryption");
        secret.Jwk["use"] = "enc";
        using var other = IssuerKey.OfRsa("another-algorithm");
        other.Jwk["alg"] = "RS512";
        using var wrapping = IssuerKey.OfRsa("for-wrapping");
        wrapping.Jwk["key_ops"] = new System.Text.Json.Nodes.JsonArray("wrapKey");
        using var broken = IssuerKey.OfEc("off-the-curve");
        broken.Jwk["x"] = broken.Jwk["y"]!.DeepClone();
        using var shared = IssuerKey.OfRsa("shared-secret");
        shared.Jwk["kty"] = "oct";
        shared.Jwk["k"] = "c2VjcmV0";
        IssuerKey[] bad = [weak, secret, other, wrapping, broken, shared];
        issuer.Publish([.. bad, issuer.Rsa]);

        (await CallAsync(issuer.Rsa)).Expect(HttpStatusCode.OK);
        foreach (var key in bad)
            (await CallAsync(key)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Theory]
    [InlineData("exp", -59, true)]
    [InlineData("exp", -60, false)]
    [InlineData("nbf", 60, true)]
    [InlineData("nbf", 61, false)]
    [InlineData("iat", 60, true)]
    [InlineData("iat", 61, false)]
    public async Task Clocks_may_differ_by_a_minute(string claim, int seconds, bool isTaken)
    {
        var claims = issuer.Claims(tenant, "viewer");
        claims[claim] = time.GetUtcNow().ToUnixTimeSeconds() + seconds;

        var answer = await CallAsync(issuer.Rsa.Sign(claims));

        if (isTaken)
            answer.Expect(HttpStatusCode.OK);
        else
            answer.ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_expires_by_our_clock()
    {
        var token = issuer.Token(tenant, "viewer");
        (await CallAsync(token)).Expect(HttpStatusCode.OK);

        time.Advance(TimeSpan.FromMinutes(61));

        (await CallAsync(token)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    private Task<ApiAnswer> CallAsync(IssuerKey key) => CallAsync(key.Sign(issuer.Claims(tenant, "viewer")));

    private Task<ApiAnswer> CallAsync(string token) => new TokenApi(api.Http, token).GetAsync("campaign-spaces");
}
