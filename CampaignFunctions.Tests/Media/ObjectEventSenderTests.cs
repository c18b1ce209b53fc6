using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Media;

/// <summary>Who may tell of objects: the sender's issuer is another than the callers'.</summary>
public sealed class ObjectEventSenderTests : IAsyncLifetime
{
    private const string Audience = "https://campaigns-functions/events/objects";
    private const string Sender = "campaigns-push@project.iam.gserviceaccount.com";

    private static readonly Dictionary<string, Func<TestIssuer, TestIssuer, string?>> Refused = new(StringComparer.Ordinal)
    {
        ["none at all"] = (_, _) => null,
        ["another audience"] = (google, _) => Token(google, claims => claims["aud"] = "https://somewhere-else"),
        ["another account"] = (google, _) => Token(google, claims => claims["email"] = "other@project.iam.gserviceaccount.com"),
        ["the account in capitals"] = (google, _) => Token(google, claims => claims["email"] = Sender.ToUpperInvariant()),
        ["no account"] = (google, _) => Token(google, claims => claims.Remove("email")),
        ["an unverified address"] = (google, _) => Token(google, claims => claims["email_verified"] = false),
        ["an address verified in words"] = (google, _) => Token(google, claims => claims["email_verified"] = "true"),
        ["an address nobody says is verified"] = (google, _) => Token(google, claims => claims.Remove("email_verified")),
        ["expired"] = (google, _) => Token(google, claims => claims["exp"] = 1_700_000_000),
        ["not valid yet"] = (google, _) => Token(google, claims => claims["nbf"] = 32_503_680_000),
        ["another issuer"] = (google, _) => Token(google, claims => claims["iss"] = "https://accounts.example.com"),
        ["a caller's issuer"] = (_, callers) => Token(callers, _ => { }),
        ["a caller's issuer in the sender's name"] = (google, callers) => Token(callers, claims => claims["iss"] = google.Name),
        ["a caller's token"] = (_, callers) => callers.Token("t-1", "admin"),
        ["no algorithm"] = (google, _) => google.Rsa.Sign(Claims(google), Header(google, "none")),
        ["no signature"] = (google, _) => $"{string.Join('.', google.Rsa.Sign(Claims(google), Header(google, "none")).Split('.').Take(2))}.",
        ["the public key as a secret"] = (google, _) => Hmac(google),
        ["another signature"] = (google, _) => $"{Token(google, _ => { })[..^4]}AAAA",
        ["no token"] = (_, _) => "canary-51c0",
    };

    private readonly RecordedLog log = new();
    private TestIssuer google = null!;
    private TestIssuer callers = null!;
    private RunningApi api = null!;

    public static TheoryData<string> Forgeries => [.. Refused.Keys];

    public async Task InitializeAsync()
    {
        google = await TestIssuer.StartAsync();
        callers = await TestIssuer.StartAsync();
        var settings = callers.Settings();
        settings["ObjectEvents:Audience"] = Audience;
        settings["ObjectEvents:ServiceAccount"] = Sender;
        settings["ObjectEvents:Issuer"] = google.Name;
        settings["ObjectEvents:JwksUri"] = $"{google.Address}/keys";
        api = await RunningApi.StartAsync(settings, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await google.DisposeAsync();
        await callers.DisposeAsync();
    }

    [Fact]
    public async Task The_buckets_sender_may_tell_of_objects()
    {
        var token = Token(google, _ => { });

        (await SendAsync(api, token)).Expect(HttpStatusCode.NoContent);

        Assert.All(token.Split('.'), part => Assert.DoesNotContain(log.Lines, line => line.Contains(part, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Nobody_else_may(string forgery)
    {
        var token = Refused[forgery](google, callers);
        var body = EventApi.Pushed($"{Guid.CreateVersion7()}.png");

        var answer = await SendAsync(api, token, body);

        answer.ExpectProblem(HttpStatusCode.Unauthorized, token is null ? "unauthenticated" : "invalid_token");
        Assert.Empty(await EventApi.KeptAsync((string)body["message"]!["attributes"]!["objectId"]!));
        Assert.All(token?.Split('.') ?? [], part => Assert.True(part.Length == 0 || !log.Lines.Any(line => line.Contains(part, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_senders_token_is_no_callers() =>
        (await new TokenApi(api.Http, Token(google, _ => { })).GetAsync("campaign-spaces")).ExpectProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task Where_no_sender_is_named_nobody_may_tell_of_objects()
    {
        await using var closed = await RunningApi.StartAsync(callers.Settings());

        (await SendAsync(closed, Token(google, _ => { }))).ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await SendAsync(closed, callers.Token("t-1", "admin", "operator"))).ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("ObjectEvents:Audience", "")]
    [InlineData("ObjectEvents:ServiceAccount", "")]
    [InlineData("ObjectEvents:ServiceAccount", "somebody")]
    [InlineData("ObjectEvents:Issuer", "")]
    [InlineData("ObjectEvents:JwksUri", "http://keys.example/")]
    [InlineData("ObjectEvents:MaxAttempts", "0")]
    public async Task A_setting_that_cannot_be_stops_the_start_and_is_named(string setting, string value)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ObjectEvents:Audience"] = Audience,
            ["ObjectEvents:ServiceAccount"] = Sender,
            [setting] = value,
        };

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningApi.StartAsync(settings));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }

    // About an object that is gone, which needs nothing.
    private static async Task<ApiAnswer> SendAsync(RunningApi api, string? token, JsonObject? body = null) =>
        await new TokenApi(api.Http, token).PostAsync("events/objects", body ?? EventApi.Pushed(ObjectName.OfFile(EventApi.NewTenant(), Guid.CreateVersion7())));

    private static string Token(TestIssuer issuer, Action<JsonObject> forge)
    {
        var claims = Claims(issuer);
        forge(claims);
        return issuer.Rsa.Sign(claims);
    }

    // As Google writes it: https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions#authenticate_and_authorize_the_push_endpoint
    private static JsonObject Claims(TestIssuer issuer)
    {
        var claims = issuer.Claims("t-1");
        claims["aud"] = Audience;
        claims["azp"] = "113774264463038321964";
        claims["email"] = Sender;
        claims["email_verified"] = true;
        return claims;
    }

    private static JsonObject Header(TestIssuer issuer, string algorithm)
    {
        var header = issuer.Rsa.Header();
        header["alg"] = algorithm;
        return header;
    }

    private static string Hmac(TestIssuer issuer)
    {
        var token = issuer.Rsa.Sign(Claims(issuer), Header(issuer, "HS256"));
        var text = token[..token.LastIndexOf('.')];
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(issuer.Rsa.PublicPem(), Encoding.ASCII.GetBytes(text)))}";
    }
}
