using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Http;

/// <summary>
/// Whatever callers say is data of theirs: of it the logs hold ids at the most. Our own categories are listened to at Trace, those
/// of ASP.NET, Entity Framework and Npgsql as the product has them.
/// </summary>
public sealed class LogCanaryTests : IAsyncLifetime
{
    private const string Canary = "kanarienvogel";

    private readonly RecordedLog log = new();
    private readonly string tenantId = $"t-{Guid.CreateVersion7():N}";
    private TestIssuer issuer = null!;
    private OwnDatabase database = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.StartAsync();
        database = await OwnDatabase.CreateAsync();
        api = await StartAsync(new(StringComparer.Ordinal) { ["Database:ConnectionString"] = database.AppConnectionString });
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Names_and_values_of_every_operation_stay_out()
    {
        var described = await DescribedApi.SharedAsync();
        var bearer = Bearer(api);
        var spaceId = (await bearer.PostAsync("campaign-spaces", new { campaign_name = Canary, platform = "meta", description = Canary, tags = new[] { Canary }, category = Canary, template_metadata = new { note = Canary } })).Expect(HttpStatusCode.Created).Id;
        var assetId = (await UploadAsync(bearer, spaceId, $"{Canary}.txt", "text/plain", "ad_copy", Encoding.UTF8.GetBytes(Canary))).Expect(HttpStatusCode.Created).Id;
        var ids = new Dictionary<string, string>(StringComparer.Ordinal) { ["space_id"] = $"{spaceId}", ["template_id"] = $"{spaceId}", ["asset_id"] = $"{assetId}", ["tenant_id"] = tenantId, ["platform"] = "meta" };

        foreach (var operation in described.Operations.Values.OrderBy(operation => operation.Method == HttpMethod.Delete))
        {
            var address = operation.Address(ids);
            foreach (var parameter in operation.Parameters("query").Select(parameter => (string)parameter["name"]!).Append(Canary))
                await SendAsync(operation.Method, $"{address}?{parameter}={Canary}");

            var example = operation.Definition["requestBody"]?["content"]?["application/json"]?["example"] as JsonObject;
            await SendAsync(operation.Method, address, example?.ToJsonString());
            await SendAsync(operation.Method, address, example is null ? null : With(example, text => $"{text}{Canary}"));
            await SendAsync(operation.Method, address, example is null ? null : With(example, _ => Canary));
            await SendAsync(operation.Method, address, $$"""{"{{Canary}}": 1}""");
            await SendAsync(operation.Method, address, $$"""{"campaign_name": "{{Canary}}""");
            await SendAsync(operation.Method, address, Canary, $"text/{Canary}");
        }

        AssertSilent(atLeastLines: 1);
    }

    [Fact]
    public async Task Tokens_stay_out_good_ones_and_forged_ones()
    {
        var good = issuer.Claims(tenantId, "viewer", Canary);
        good["jti"] = Canary;
        var token = issuer.Rsa.Sign(good);
        (await new TokenApi(api.Http, token).GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);

        foreach (var claim in new[] { "iss", "aud", "tenant_id", "sub", "roles", "exp", "iat" })
        {
            var claims = issuer.Claims(tenantId, "viewer");
            claims[claim] = claim == "sub" ? $"{Canary}\n" : $"{Canary} ";
            (await new TokenApi(api.Http, issuer.Rsa.Sign(claims)).GetAsync("campaign-spaces")).Expect(claim == "roles" ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
        }

        foreach (var member in new[] { "alg", "typ", "kid", "jku" })
        {
            var header = issuer.Rsa.Header();
            header[member] = Canary;
            (await new TokenApi(api.Http, issuer.Rsa.Sign(issuer.Claims(tenantId, "viewer"), header)).GetAsync("campaign-spaces")).Expect(HttpStatusCode.Unauthorized);
        }

        foreach (var forged in new[] { Canary, $"{Canary}.{Canary}.{Canary}", $"{token}{Canary}", $"{token}.{Canary}", string.Concat(Enumerable.Repeat(Canary, 1000)) })
            (await new TokenApi(api.Http, forged).GetAsync("campaign-spaces")).Expect(HttpStatusCode.Unauthorized);

        AssertSilent(atLeastLines: 15);
        Assert.DoesNotContain(log.Lines, line => token.Split('.').Any(part => line.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Files_that_cannot_be_opened_stay_out()
    {
        var bearer = Bearer(api);
        using var media = new TestMedia();
        var spaceId = (await bearer.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta" })).Id;
        var png = await File.ReadAllBytesAsync(media.Picture("a.png"));
        (string Type, string As, byte[] Bytes)[] files =
        [
            ("image/png", "image", [.. png.AsSpan(0, png.Length / 2), .. Text(Canary)]),
            ("image/svg+xml", "image", Text($"<svg xmlns='http://www.w3.org/2000/svg'><{Canary} href='{Canary}'>")),
            ("application/pdf", "document", Text($"%PDF-1.4\n1 0 obj << /Title ({Canary}) /{Canary} >>")),
            ("video/mp4", "video", [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8, .. Text(Canary)]),
        ];

        foreach (var (type, assetType, bytes) in files)
        {
            var asset = (await UploadAsync(bearer, spaceId, $"{Canary}.bin", type, assetType, bytes)).Expect(HttpStatusCode.Created);
            await Poll.UntilAsync(async () => (string?)(await bearer.GetAsync($"campaign-assets/{asset.Id}"))["processing_status"], status => status is not "pending");
        }

        AssertSilent(atLeastLines: 3);
    }

    [Fact]
    public async Task What_a_sync_stumbles_over_stays_out()
    {
        var bearer = Bearer(api);
        (await bearer.PutAsync("ad-accounts/meta/act_1", new { account_name = Canary })).Expect(HttpStatusCode.Created);
        await File.WriteAllTextAsync(
            Path.Combine(api.WarehouseFolder, $"campaign_report_{Canary}.csv"),
            $"{Report.CampaignHeader}\n{TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-dd},meta,act_1,{Canary},1,{Canary},1,1,{Canary},1,1\n");

        using var nothing = JsonContent.Create(new { });
        (await api.Http.PostAsync("admin/functions/SyncPerformanceOnTimer", nothing)).EnsureSuccessStatusCode();
        var run = JsonNode.Parse("{}");
        await Poll.UntilAsync(async () => run = (await bearer.GetAsync("performance/sync-runs"))["sync_runs"].AsArray().FirstOrDefault(), last => (string?)last?["status"] == "failed");
        await Poll.UntilAsync(() => log.Lines.Any(line => line.Contains("not synced", StringComparison.Ordinal)));

        // Where its reason belongs.
        Assert.Contains(Canary, (string?)run!["error"], StringComparison.Ordinal);
        AssertSilent(atLeastLines: 1);
    }

    [Fact]
    public async Task What_is_behind_us_can_fail_and_they_still_stay_out()
    {
        await using var alone = await StartAsync(new(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = $"Host=127.0.0.1;Port=1;Username=nobody;Password={Canary};Database=none;Timeout=2",
        });
        var bearer = Bearer(alone);

        (await bearer.GetAsync($"campaign-spaces?search={Canary}&tags={Canary}")).Expect(HttpStatusCode.ServiceUnavailable);
        (await bearer.PostAsync("campaign-spaces", new { campaign_name = Canary, platform = "meta" })).Expect(HttpStatusCode.ServiceUnavailable);
        issuer.Answer = IssuerAnswer.Error;
        await using var keyless = await StartAsync(new(StringComparer.Ordinal) { ["Auth:JwksUri"] = $"{issuer.Address}/keys?sig={Canary}" });
        (await Bearer(keyless).GetAsync("campaign-spaces")).Expect(HttpStatusCode.ServiceUnavailable);

        AssertSilent(atLeastLines: 3);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string With(JsonObject example, Func<string, string> change)
    {
        var body = example.DeepClone().AsObject();
        foreach (var (name, value) in example)
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var old))
                body[name] = change(old);
        }

        return body.ToJsonString();
    }

    private async Task SendAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, $"api/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token()}");
        foreach (var header in new[] { "If-Match", "Idempotency-Key", "User-Agent", "Referer", "X-Forwarded-For", Canary })
            request.Headers.TryAddWithoutValidation(header, header == "If-Match" ? $"\"{Canary}\"" : Canary);
        if (body is not null)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        var answer = await TokenApi.SendAsync(api.Http, request);
        Assert.True((int)answer.Status < 500, $"{method} {path}: {answer.Text}");
    }

    private static async Task<ApiAnswer> UploadAsync(TokenApi bearer, Guid spaceId, string name, string type, string assetType, byte[] bytes)
    {
        using var form = new RawForm().Field("asset_type", assetType).Field("title", Canary).File(name, bytes, mimeType: type).Build();
        return await bearer.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", form);
    }

    private TokenApi Bearer(RunningApi of) => new(of.Http, Token());

    private string Token() => issuer.Token(tenantId, "admin", "operator", "sync");

    private Task<RunningApi> StartAsync(Dictionary<string, string?> settings)
    {
        foreach (var (name, value) in issuer.Settings())
            settings.TryAdd(name, value);
        return RunningApi.StartAsync(settings, services => services.AddLogging(logging => logging.AddProvider(log).AddFilter("CampaignFunctions", LogLevel.Trace)));
    }

    private void AssertSilent(int atLeastLines)
    {
        Assert.True(log.Lines.Count >= atLeastLines, "Nobody listened.");
        Assert.DoesNotContain(log.Lines, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
