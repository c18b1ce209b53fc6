using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>
/// Cloud Storage (and the one call of IAM that signs) in this process, on a port that other processes reach as well. It holds callers to the
/// documented protocol, fails when told to, and remembers what it was asked.
/// </summary>
internal sealed class GcsServer : IAsyncDisposable
{
    private static readonly Dictionary<GcsCall, string[]> Parameters = new()
    {
        [GcsCall.Begin] = ["uploadType", "ifGenerationMatch", "name"],
        [GcsCall.Chunk] = ["uploadType", "upload_id"],
        [GcsCall.Progress] = ["uploadType", "upload_id"],
        [GcsCall.Upload] = ["uploadType", "ifGenerationMatch"],
        [GcsCall.Get] = ["fields"],
        [GcsCall.Media] = ["alt", "generation"],
        [GcsCall.Delete] = ["ifGenerationMatch"],
        [GcsCall.List] = ["prefix", "startOffset", "maxResults", "pageToken", "fields"],
    };

    private readonly WebApplication app;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, GcsBucket> buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GcsCall, ConcurrentQueue<GcsFault>> planned = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private GcsUploadApi uploads = null!;

    private GcsServer(WebApplication app, TimeProvider time)
    {
        this.app = app;
        this.time = time;
    }

    public Uri Address { get; private set; } = null!;

    public GcsAccount Account { get; } = new();

    /// <summary>One there is from the beginning.</summary>
    public GcsBucket Bucket { get; private set; } = null!;

    /// <summary>Everybody may call it, with or without a token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Access tokens that are accepted besides those of the account.</summary>
    public ConcurrentDictionary<string, bool> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it checks x-goog-hash of uploads, as Google does and emulators don't.</summary>
    public bool ChecksUploads { get; set; } = true;

    /// <summary>What a 429 says in Retry-After.</summary>
    public string RetryAfter { get; set; } = "0";

    /// <summary>Chooses a fault for each call that no <see cref="Fail"/> is planned for.</summary>
    public Func<GcsCall, GcsFault> Choose { get; set; } = _ => GcsFault.None;

    /// <summary>Everything it was asked, in order.</summary>
    public ConcurrentQueue<GcsCall> Calls { get; } = new();

    public static async Task<GcsServer> StartAsync(bool isOpen = false, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
        });
        builder.Logging.ClearProviders();
        var server = new GcsServer(builder.Build(), time ?? TimeProvider.System) { IsOpen = isOpen };
        server.app.Run(server.AnswerOrComplainAsync);
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        server.uploads = new GcsUploadApi(server.Address, server.complaints.Enqueue);
        server.Account.TokenServer = new Uri(server.Address, "token");
        server.Bucket = server.MakeBucket("campaigns-test");
        return server;
    }

    public GcsBucket MakeBucket(string name) => buckets.GetOrAdd(name, new GcsBucket(name, time));

    /// <summary>The settings of an API whose files lie here.</summary>
    public Dictionary<string, string?> Settings() => new(StringComparer.Ordinal)
    {
        ["ObjectStore:Provider"] = "gcs",
        ["ObjectStore:Bucket"] = Bucket.Name,
        ["ObjectStore:Endpoint"] = Address.ToString(),
        ["ObjectStore:RetryDelay"] = "00:00:00.010",
    };

    /// <summary>Gives an API in this process the account's credentials, which it would otherwise look for in its environment.</summary>
    public void GiveCredentials(IServiceCollection services) => services.AddSingleton(new GoogleCredentialSource(_ => Task.FromResult(Account.Credential)));

    /// <summary>The next calls of this kind fail, each in its way, or not at all.</summary>
    public void Fail(GcsCall call, params GcsFault[] faults)
    {
        foreach (var fault in faults)
            planned.GetOrAdd(call, _ => new ConcurrentQueue<GcsFault>()).Enqueue(fault);
    }

    public int Count(GcsCall call) => Calls.Count(made => made == call);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
        Assert.True(complaints.IsEmpty, string.Join('\n', complaints));
    }

    private async Task AnswerOrComplainAsync(HttpContext http)
    {
        try
        {
            await AnswerAsync(http);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            complaints.Enqueue($"{http.Request.Method} {http.Request.Path} was too much for this server: {exception}");
            throw;
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var request = new GcsRequest(http);
        if (CallOf(request) is not { } call || Stranger(call, request) is not null)
        {
            complaints.Enqueue($"{request.Method} {http.Request.Path}{(CallOf(request) is { } known ? $" with {Stranger(known, request)}" : string.Empty)} is nothing this server knows.");
            await SendAsync(http, GcsAnswer.Error(StatusCodes.Status400BadRequest, "invalid", "Unknown call"));
            return;
        }

        Calls.Enqueue(call);
        var fault = FaultOf(call);
        if (Faulty(fault) is { } failed)
        {
            await SendAsync(http, failed);
            return;
        }

        switch (fault)
        {
            case GcsFault.Reset:
                http.Abort();
                return;
            case GcsFault.Stall:
                await UntilGoneAsync(http);
                return;
            default:
                await FinishAsync(http, await AnswerAsync(call, request, fault), fault);
                return;
        }
    }

    private async Task<GcsAnswer> AnswerAsync(GcsCall call, GcsRequest request, GcsFault fault)
    {
        if (call == GcsCall.Token)
            return await TokenAsync(request);

        if (call == GcsCall.SignBlob)
            return IsAuthorized(request) ? await SignBlobAsync(request) : Unauthorized();

        if (!buckets.TryGetValue(BucketNameOf(call, request), out var bucket))
            return Faulty(GcsFault.NoBucket)!;

        if (call is GcsCall.SignedGet or GcsCall.SignedPut)
        {
            var xml = new GcsXmlApi(Account, time);
            var path = string.Join('/', request.Segments.Skip(1));
            return call == GcsCall.SignedGet ? xml.Get(bucket, request, path) : await xml.PutAsync(bucket, request, path);
        }

        // Whoever has the address of a session may use it.
        if (call is GcsCall.Chunk or GcsCall.Progress)
        {
            if (!ChecksUploads)
                request.Http.Request.Headers.Remove("x-goog-hash");
            var body = await ReadAsync(request, fault);
            return uploads.Put(bucket, request, body, fault);
        }

        if (!IsAuthorized(request))
            return Unauthorized();

        return call switch
        {
            GcsCall.Begin => await uploads.BeginAsync(bucket, request),
            GcsCall.Upload => await GcsUploadApi.MultipartAsync(bucket, request),
            GcsCall.List => GcsJsonApi.List(bucket, request),
            GcsCall.Get => GcsJsonApi.Get(bucket, request, request.Segments[^1]),
            GcsCall.Media => GcsJsonApi.Media(bucket, request, request.Segments[^1]),
            _ => GcsJsonApi.Delete(bucket, request, request.Segments[^1]),
        };
    }

    private static GcsCall? CallOf(GcsRequest request) => (request.Method, request.Segments) switch
    {
        ("POST", ["upload", "storage", "v1", "b", _, "o"]) => request["uploadType"] == "multipart" ? GcsCall.Upload : GcsCall.Begin,
        ("PUT", ["upload", "storage", "v1", "b", _, "o"]) => request.Header("Content-Range")?.StartsWith("bytes */", StringComparison.Ordinal) == true ? GcsCall.Progress : GcsCall.Chunk,
        ("GET", ["storage", "v1", "b", _, "o"]) => GcsCall.List,
        ("GET", ["storage", "v1", "b", _, "o", _] or ["download", "storage", "v1", "b", _, "o", _]) => request["alt"] == "media" ? GcsCall.Media : GcsCall.Get,
        ("DELETE", ["storage", "v1", "b", _, "o", _]) => GcsCall.Delete,
        ("POST", ["v1", "projects", "-", "serviceAccounts", _]) => GcsCall.SignBlob,
        ("POST", ["token"]) => GcsCall.Token,
        ("GET", [_, _, ..]) => GcsCall.SignedGet,
        ("PUT", [_, _, ..]) => GcsCall.SignedPut,
        _ => null,
    };

    private static string? Stranger(GcsCall call, GcsRequest request) =>
        Parameters.TryGetValue(call, out var known) ? request.Http.Request.Query.Keys.FirstOrDefault(key => !known.Contains(key, StringComparer.Ordinal)) : null;

    private static string BucketNameOf(GcsCall call, GcsRequest request) =>
        call is GcsCall.SignedGet or GcsCall.SignedPut ? request.Segments[0] : request.Segments[request.Segments.ToList().IndexOf("b") + 1];

    private GcsFault FaultOf(GcsCall call) =>
        planned.TryGetValue(call, out var faults) && faults.TryDequeue(out var fault) ? fault : Choose(call);

    private GcsAnswer? Faulty(GcsFault fault) => fault switch
    {
        GcsFault.Unauthorized => Unauthorized(),
        GcsFault.Forbidden => GcsAnswer.Error(StatusCodes.Status403Forbidden, "forbidden", $"{Account.Email} does not have storage.objects.get access to the Google Cloud Storage object."),
        GcsFault.NoBucket => GcsAnswer.Error(StatusCodes.Status404NotFound, "notFound", "The specified bucket does not exist."),
        GcsFault.TooMany => GcsAnswer.Error(StatusCodes.Status429TooManyRequests, "rateLimitExceeded", "The rate of requests is too high.").With("Retry-After", RetryAfter),
        GcsFault.Unavailable => GcsAnswer.Error(StatusCodes.Status503ServiceUnavailable, "backendError", "Backend Error"),
        GcsFault.BadGateway => new GcsAnswer(StatusCodes.Status502BadGateway, "<html>Bad Gateway</html>"u8.ToArray(), "text/html"),
        _ => null,
    };

    private static GcsAnswer Unauthorized() => GcsAnswer.Error(StatusCodes.Status401Unauthorized, "authError", "Invalid Credentials");

    private bool IsAuthorized(GcsRequest request)
    {
        if (IsOpen)
            return true;

        var token = request.Header("Authorization") is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
        return token is not null && (Tokens.ContainsKey(token) || Account.IsTokenOfOurs(token, time.GetUtcNow()));
    }

    /// <summary>https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token</summary>
    private async Task<GcsAnswer> TokenAsync(GcsRequest request)
    {
        var form = await request.Http.Request.ReadFormAsync(request.Gone);
        if (form["grant_type"] != "urn:ietf:params:oauth:grant-type:token-exchange" || form["subject_token"] != Account.SubjectToken)
            return GcsAnswer.Json(new JsonObject { ["error"] = "invalid_grant" }, StatusCodes.Status400BadRequest);

        var token = $"token-{Guid.CreateVersion7():N}";
        Tokens[token] = true;
        return GcsAnswer.Json(new JsonObject { ["access_token"] = token, ["issued_token_type"] = "urn:ietf:params:oauth:token-type:access_token", ["expires_in"] = 3600, ["token_type"] = "Bearer" });
    }

    private async Task<GcsAnswer> SignBlobAsync(GcsRequest request)
    {
        if (request.Segments[^1] != $"{Account.Email}:signBlob")
            return GcsAnswer.Error(StatusCodes.Status404NotFound, "notFound", "Unknown service account");

        var payload = (string)(await request.JsonAsync())["payload"]!;
        return GcsAnswer.Json(new JsonObject { ["keyId"] = Account.KeyId, ["signedBlob"] = Convert.ToBase64String(Account.Sign(Convert.FromBase64String(payload))) });
    }

    /// <summary>The body, slowly or only in part if that is the fault.</summary>
    private static async Task<byte[]> ReadAsync(GcsRequest request, GcsFault fault)
    {
        if (fault is not (GcsFault.Slow or GcsFault.ResetMidBody))
            return await request.BodyAsync();

        using var body = new MemoryStream();
        var piece = new byte[fault == GcsFault.Slow ? 1024 : 64 * 1024];
        var wanted = fault == GcsFault.Slow ? long.MaxValue : request.Http.Request.ContentLength.GetValueOrDefault() / 2;
        int count;
        while (body.Length < wanted && (count = await request.Http.Request.Body.ReadAsync(piece, request.Gone)) > 0)
        {
            body.Write(piece, 0, count);
            if (fault == GcsFault.Slow)
                await Task.Delay(TimeSpan.FromSeconds(1), request.Gone);
        }

        return body.ToArray();
    }

    private async Task FinishAsync(HttpContext http, GcsAnswer answer, GcsFault fault)
    {
        var half = answer.Body.Length / 2;
        switch (fault)
        {
            case GcsFault.LostAnswer:
            case GcsFault.ResetMidBody when http.Request.Method == HttpMethods.Put:
                http.Abort();
                break;
            case GcsFault.ResetMidBody:
                await SendAsync(http, answer, half, announcesLength: true);
                http.Abort();
                break;
            case GcsFault.StallMidBody:
                await SendAsync(http, answer, half, announcesLength: true);
                await UntilGoneAsync(http);
                break;
            case GcsFault.Truncated:
                await SendAsync(http, answer, half, announcesLength: false);
                break;
            case GcsFault.CorruptByte when http.Request.Method == HttpMethods.Get && answer.Body.Length > 0:
                answer.Body[half] ^= 1;
                await SendAsync(http, answer);
                break;
            case GcsFault.Slow when http.Request.Method == HttpMethods.Get:
                await SendSlowlyAsync(http, answer);
                break;
            default:
                await SendAsync(http, answer);
                break;
        }
    }

    private async Task UntilGoneAsync(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping.Token);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = end.Token.Register(gone.SetResult);
        await gone.Task;
        http.Abort();
    }

    private static Task SendAsync(HttpContext http, GcsAnswer answer) => SendAsync(http, answer, answer.Body.Length, announcesLength: true);

    private static async Task SendAsync(HttpContext http, GcsAnswer answer, int count, bool announcesLength)
    {
        Begin(http, answer, announcesLength);
        if (count > 0)
            await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, count));
        await http.Response.Body.FlushAsync();
    }

    private static async Task SendSlowlyAsync(HttpContext http, GcsAnswer answer)
    {
        Begin(http, answer, announcesLength: true);
        foreach (var piece in answer.Body.Chunk(1024))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), http.RequestAborted);
            await http.Response.Body.WriteAsync(piece);
            await http.Response.Body.FlushAsync();
        }
    }

    private static void Begin(HttpContext http, GcsAnswer answer, bool announcesLength)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            http.Response.Headers[name] = value;
        if (answer.Status == StatusCodes.Status204NoContent)
            return;

        http.Response.ContentType = answer.ContentType;
        if (announcesLength)
            http.Response.ContentLength = answer.Body.Length;
    }
}
