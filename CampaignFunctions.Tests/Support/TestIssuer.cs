using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>How a <see cref="TestIssuer"/> answers those who ask for its keys.</summary>
internal enum IssuerAnswer
{
    Keys,
    Error,

    /// <summary>The keys, once <see cref="TestIssuer.Release"/> is called.</summary>
    Stall,

    /// <summary>The keys, behind 4 MB of blanks.</summary>
    Huge,
    NotJson,
    NoKeySet,
    Redirect,
}

/// <summary>An identity provider in this process: it signs tokens, and publishes its keys over HTTP (RFC 7517).</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "api://campaigns";

    private readonly WebApplication app;
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<IssuerKey> published = [];
    private readonly TimeProvider time;
    private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int requests;

    private TestIssuer(WebApplication app, TimeProvider time)
    {
        this.app = app;
        this.time = time;
        Rsa = IssuerKey.OfRsa("rsa-1");
        Ec = IssuerKey.OfEc("ec-1");
        published.AddRange([Rsa, Ec]);
    }

    public IssuerKey Rsa { get; }

    public IssuerKey Ec { get; }

    public IssuerAnswer Answer { get; set; }

    public int Requests => Volatile.Read(ref requests);

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string Name => $"{Address}/";

    public static async Task<TestIssuer> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new TestIssuer(builder.Build(), time ?? TimeProvider.System);
        issuer.app.MapGet("/keys", issuer.AnswerAsync);
        issuer.app.MapGet("/moved", issuer.AnswerKeysAsync);
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>The settings of an API that trusts this issuer.</summary>
    public Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["Auth:Mode"] = "jwt",
        ["Auth:Issuer"] = Name,
        ["Auth:Audience"] = Audience,
        ["Auth:JwksUri"] = $"{Address}/keys",
    };

    /// <summary>Publishes these keys, and no others, from now on.</summary>
    public void Publish(params IssuerKey[] keys)
    {
        lock (gate)
        {
            published.Clear();
            published.AddRange(keys);
        }
    }

    /// <summary>Completes when the keys are asked for; ask before doing what should make it happen.</summary>
    public Task NextRequestAsync()
    {
        lock (gate)
        {
            asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return asked.Task.WaitAsync(Poll.Patience);
        }
    }

    /// <summary>Lets those go on who stalled.</summary>
    public void Release() => stalled.TrySetResult();

    /// <summary>What a good token says.</summary>
    public JsonObject Claims(string tenantId, params string[] roles)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Name,
            ["aud"] = Audience,
            ["sub"] = "user-1",
            ["tenant_id"] = tenantId,
            ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
        };
    }

    public string Token(string tenantId, params string[] roles) => Rsa.Sign(Claims(tenantId, roles));

    public async ValueTask DisposeAsync()
    {
        Release();
        await app.DisposeAsync();
        Rsa.Dispose();
        Ec.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        lock (gate)
            asked.TrySetResult();

        var response = http.Response;
        switch (Answer)
        {
            case IssuerAnswer.Error:
                response.StatusCode = (int)HttpStatusCode.InternalServerError;
                break;
            case IssuerAnswer.Stall:
                await stalled.Task.WaitAsync(http.RequestAborted);
                await AnswerKeysAsync(http);
                break;
            case IssuerAnswer.Huge:
                var much = new byte[64 * 1024];
                Array.Fill(much, (byte)' ');
                for (var sent = 0; sent < 64 && !http.RequestAborted.IsCancellationRequested; sent++)
                    await response.Body.WriteAsync(much, http.RequestAborted);
                await AnswerKeysAsync(http);
                break;
            case IssuerAnswer.NotJson:
                await response.WriteAsync("<html>Sign in to the network</html>");
                break;
            case IssuerAnswer.NoKeySet:
                await response.WriteAsync("""{"keys":[]}""");
                break;
            case IssuerAnswer.Redirect:
                response.Redirect("/moved");
                break;
            default:
                await AnswerKeysAsync(http);
                break;
        }
    }

    private async Task AnswerKeysAsync(HttpContext http)
    {
        JsonArray keys;
        lock (gate)
            keys = new JsonArray([.. published.Select(key => key.Jwk.DeepClone())]);

        await http.Response.WriteAsync(new JsonObject { ["keys"] = keys }.ToJsonString());
    }
}

/// <summary>A key pair of a <see cref="TestIssuer"/>, and tokens signed with it, good or forged.</summary>
internal sealed class IssuerKey : IDisposable
{
    private readonly AsymmetricAlgorithm pair;
    private readonly Func<byte[], byte[]> sign;

    private IssuerKey(string keyId, string algorithm, AsymmetricAlgorithm pair, Func<byte[], byte[]> sign, JsonObject jwk)
    {
        this.pair = pair;
        this.sign = sign;
        KeyId = keyId;
        Algorithm = algorithm;
        Jwk = jwk;
        Jwk["kid"] = keyId;
        Jwk["use"] = "sig";
    }

    public string KeyId { get; }

    public string Algorithm { get; }

    public JsonObject Jwk { get; }

    public static IssuerKey OfRsa(string keyId, int bits = 2048)
    {
        var rsa = RSA.Create(bits);
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new IssuerKey(keyId, "RS256", rsa, data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        });
    }

    public static IssuerKey OfEc(string keyId)
    {
        var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ec.ExportParameters(includePrivateParameters: false);
        return new IssuerKey(keyId, "ES256", ec, data => ec.SignData(data, HashAlgorithmName.SHA256), new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(key.Q.X),
            ["y"] = Base64Url.EncodeToString(key.Q.Y),
        });
    }

    public JsonObject Header() => new() { ["alg"] = Algorithm, ["typ"] = "JWT", ["kid"] = KeyId };

    public string Sign(JsonObject claims, JsonObject? header = null) => Sign((header ?? Header()).ToJsonString(), claims.ToJsonString());

    /// <summary>Of any texts at all.</summary>
    public string Sign(string header, string claims) => Sign(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims));

    public string Sign(byte[] header, byte[] claims)
    {
        var text = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>The signature of texts that are parts of a token already.</summary>
    public string SignParts(string header, string claims) =>
        $"{header}.{claims}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes($"{header}.{claims}")))}";

    /// <summary>The public key as a PEM file, the secret of those who try HS256 with it.</summary>
    public byte[] PublicPem() => Encoding.ASCII.GetBytes(pair.ExportSubjectPublicKeyInfoPem());

    public void Dispose() => pair.Dispose();
}
