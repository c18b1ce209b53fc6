using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Auth;

public sealed class TokenTests(TokenFixture fixture, ITestOutputHelper output) : IClassFixture<TokenFixture>
{
    private readonly string tenant = TokenFixture.NewTenant();

    public static TheoryData<string> Forgeries => [.. ForgedTokens.All.Keys];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_token_opens_nothing(string forgery)
    {
        var answer = await fixture.With(ForgedTokens.All[forgery](fixture.Issuer)).GetAsync("campaign-spaces");

        answer.ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.DoesNotContain(ForgedTokens.Canary, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_token_is_logged()
    {
        var good = fixture.Issuer.Token(tenant, "viewer");
        var bad = fixture.Issuer.Rsa.Sign(fixture.Issuer.Claims($"../{ForgedTokens.Canary}"));
        (await fixture.With(good).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        (await fixture.With(bad).GetAsync("campaign-spaces")).Expect(HttpStatusCode.Unauthorized);
        (await fixture.With(ForgedTokens.Canary).GetAsync("campaign-spaces")).Expect(HttpStatusCode.Unauthorized);

        Assert.Contains(fixture.Log.Lines, line => line.Contains("invalid_token", StringComparison.Ordinal));
        Assert.All([.. good.Split('.'), .. bad.Split('.'), ForgedTokens.Canary], part =>
            Assert.DoesNotContain(fixture.Log.Lines, line => line.Contains(part, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("BearerToken abc")]
    [InlineData("Negotiate")]
    public async Task No_bearer_token_is_asked_for(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/campaign-spaces?tenant_id={tenant}");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var answer = await TokenApi.SendAsync(fixture.Api.Http, request);

        answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_token_in_the_query_is_no_token()
    {
        var answer = await fixture.With(token: null).GetAsync($"campaign-spaces?access_token={fixture.Issuer.Token(tenant, "admin")}");

        answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        var token = fixture.Issuer.Token(tenant, "viewer");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/campaign-spaces");
        request.Headers.TryAddWithoutValidation("Authorization", [$"Bearer {token}", $"Bearer {token}"]);

        (await TokenApi.SendAsync(fixture.Api.Http, request)).ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task Of_all_forgeries_none_reaches_a_function()
    {
        const int AtLeast = 60;
        var campaign = $"Forged {Guid.CreateVersion7():N}";
        var create = new { campaign_name = campaign, platform = "meta" };
        var forgeries = ForgedTokens.All.Select(forgery => (Name: forgery.Key, Token: forgery.Value(fixture.Issuer))).ToList();
        Assert.InRange(forgeries.DistinctBy(forgery => forgery.Token).Count(), AtLeast, forgeries.Count);

        var taken = new List<string>();
        foreach (var (name, token) in forgeries)
        {
            var answer = await fixture.With(token).PostAsync("campaign-spaces", create);
            if (answer.Status != HttpStatusCode.Unauthorized || answer.Headers.WwwAuthenticate.Count != 1)
                taken.Add($"{name}: {answer.Story}");
        }

        // With a good token the same call does.
        (await fixture.As(ForgedTokens.Tenant, "editor").PostAsync("campaign-spaces", create)).Expect(HttpStatusCode.Created);
        var spaces = await TestRows.ScalarAsync<long>("select count(*) from campaign_spaces where campaign_name = @campaign", ("campaign", campaign));
        output.Print("forged tokens", $"{forgeries.Count} shapes, {forgeries.Count - taken.Count} answered 401 with WWW-Authenticate, {spaces - 1} reached a function");
        Assert.Empty(taken);
        Assert.Equal(1, spaces);
    }

    [Fact]
    public async Task Both_algorithms_of_one_key_set_are_taken()
    {
        var claims = fixture.Issuer.Claims(tenant, "viewer");

        (await fixture.With(fixture.Issuer.Rsa.Sign(claims)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        (await fixture.With(fixture.Issuer.Ec.Sign(claims)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","typ":"jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","typ":"application/at+jwt"}""")]
    // As Microsoft Entra ID writes it.
    [InlineData("""{"typ":"JWT","alg":"RS256","x5t":"rsa-1","kid":"rsa-1"}""")]
    [InlineData("""{"alg":"RS256","kid":"rsa-1","org":"unknown members are passed over"}""")]
    public async Task Headers_of_usual_issuers_are_taken(string header)
    {
        var token = fixture.Issuer.Rsa.Sign(header, fixture.Issuer.Claims(tenant, "viewer").ToJsonString());

        (await fixture.With(token).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_audience_may_be_a_list_with_others_in_it()
    {
        foreach (string[] audience in (string[][])[[TestIssuer.Audience], [TestIssuer.Audience, "https://acme.eu.auth0.com/userinfo"], ["api://crm", TestIssuer.Audience]])
        {
            var claims = fixture.Issuer.Claims(tenant, "viewer");
            claims["aud"] = new JsonArray([.. audience.Select(name => JsonValue.Create(name))]);

            (await fixture.With(fixture.Issuer.Rsa.Sign(claims)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Times_may_have_a_fraction_and_when_a_token_was_issued_may_be_left_out()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Action<JsonObject>[] changes =
        [
            claims => claims["exp"] = now + 3600.5,
            claims => claims["exp"] = JsonNode.Parse($"{now + 3600}.0"),
            claims => claims["exp"] = JsonNode.Parse("4.1024448e9"),
            claims => (claims["iat"], claims["nbf"]) = (now - 0.25, now - 0.75),
            claims => claims.Remove("iat"),
            claims =>
            {
                claims.Remove("iat");
                claims.Remove("nbf");
            },
        ];
        foreach (var change in changes)
        {
            var claims = fixture.Issuer.Claims(tenant, "viewer");
            change(claims);

            (await fixture.With(fixture.Issuer.Rsa.Sign(claims)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
            (await fixture.With(fixture.Issuer.Ec.Sign(claims)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("no exp", "does not say when it expires")]
    [InlineData("exp long ago", "has expired")]
    [InlineData("exp a fraction, long ago", "has expired")]
    [InlineData("exp text", "has a claim exp that is no time in seconds since 1970")]
    [InlineData("exp beyond all numbers", "has a claim exp that is no time in seconds since 1970")]
    [InlineData("nbf far ahead", "is not valid yet")]
    [InlineData("nbf text", "has a claim nbf that is no time in seconds since 1970")]
    [InlineData("iat far ahead", "was issued in the future")]
    [InlineData("iat text", "has a claim iat that is no time in seconds since 1970")]
    [InlineData("no aud", "does not say whom it is for")]
    [InlineData("another aud", "is not meant for this API")]
    [InlineData("aud a list of others", "is not meant for this API")]
    [InlineData("aud a list with a number", "has a claim aud that does not name audiences")]
    [InlineData("another iss", "is not of the issuer trusted here")]
    [InlineData("iss a list", "is not of the issuer trusted here")]
    [InlineData("sub a list", "names no user in its claim sub")]
    [InlineData("tenant a list", "names no tenant in its claim tenant_id")]
    [InlineData("an empty signature", "is not signed")]
    [InlineData("a bit of the signature flipped", "is not verifiably signed by its issuer")]
    [InlineData("an unknown kid", "is signed by a key its issuer does not publish")]
    public async Task A_refusal_says_what_is_wrong_with_the_token(string forgery, string reason)
    {
        var answer = await fixture.With(ForgedTokens.All[forgery](fixture.Issuer)).GetAsync("campaign-spaces");

        Assert.Equal($"The bearer token was refused: it {reason}.", (string?)answer["detail"]);
    }

    [Fact]
    public async Task Roles_may_be_one_text_with_blanks_between()
    {
        var claims = fixture.Issuer.Claims(tenant);
        claims["roles"] = "openid viewer profile";

        var bearer = fixture.With(fixture.Issuer.Rsa.Sign(claims));

        (await bearer.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
        (await bearer.PostAsync("campaign-spaces", new { campaign_name = "x", platform = "meta" })).ExpectProblem(HttpStatusCode.Forbidden, "role_required");
    }

    [Fact]
    public async Task The_scheme_is_read_in_any_case()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/campaign-spaces");
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer {fixture.Issuer.Token(tenant, "viewer")}");

        (await TokenApi.SendAsync(fixture.Api.Http, request)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_user_of_the_token_is_the_user_who_did_it()
    {
        var created = await fixture.As(tenant, "editor").PostAsync("campaign-spaces?user_id=somebody-else", new { campaign_name = "x", platform = "meta" });

        created.Expect(HttpStatusCode.Created);
        Assert.Equal("user-1", (string?)created["user_id"]);
        Assert.Equal(tenant, (string?)created["tenant_id"]);
    }

    [Fact]
    public async Task A_user_id_in_the_query_of_a_list_is_a_filter()
    {
        var bearer = fixture.As(tenant, "editor");
        (await bearer.PostAsync("campaign-spaces", new { campaign_name = "x", platform = "meta" })).Expect(HttpStatusCode.Created);

        Assert.Equal(1, (int)(await bearer.GetAsync("campaign-spaces?user_id=user-1"))["total"]!);
        Assert.Equal(0, (int)(await bearer.GetAsync("campaign-spaces?user_id=user-2"))["total"]!);
    }

    [Fact]
    public async Task A_tenant_named_beside_the_token_must_be_the_tokens()
    {
        var bearer = fixture.As(tenant, "editor");
        var space = (await bearer.PostAsync($"campaign-spaces?tenant_id={tenant}", new { campaign_name = "x", platform = "meta", tenant_id = tenant })).Expect(HttpStatusCode.Created);

        (await bearer.GetAsync("campaign-spaces?tenant_id=other")).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await bearer.GetAsync($"campaign-spaces?tenant_id={tenant}&tenant_id=other")).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await bearer.GetAsync("campaign-spaces?tenant_id=")).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await bearer.PostAsync("campaign-spaces", new { campaign_name = "x", platform = "meta", tenant_id = "other" })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");

        using var form = new MultipartFormDataContent
        {
            { new StringContent("other"), "tenant_id" },
            { new StringContent("Headline"), "asset_name" },
            { new StringContent("headline"), "asset_type" },
        };
        (await bearer.PostAsync($"campaign-assets/campaign-spaces/{space.Id}/assets", form)).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
    }

    [Fact]
    public async Task A_tenant_never_sees_what_is_anothers()
    {
        var space = (await fixture.As(tenant, "editor").PostAsync("campaign-spaces", new { campaign_name = "x", platform = "meta" })).Expect(HttpStatusCode.Created);
        var other = fixture.As(TokenFixture.NewTenant(), "admin");

        (await other.GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.NotFound);
        (await other.DeleteAsync($"campaign-spaces/{space.Id}?hard=true")).Expect(HttpStatusCode.NotFound);
        (await fixture.As(tenant, "viewer").GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_asks_nobody_who_they_are() =>
        (await fixture.With(token: null).GetAsync("health")).Expect(HttpStatusCode.OK);
}
