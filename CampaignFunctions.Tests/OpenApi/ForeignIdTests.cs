using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>
/// What is another's and what never was answer alike: status, headers and body, wherever the document lets an id be given. The
/// calls are made of the document, so that a new operation is asked as soon as it is described.
/// </summary>
public sealed partial class ForeignIdTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    /// <summary>Header values that differ from call to call anyhow.</summary>
    private static readonly HashSet<string> Changing = new(StringComparer.OrdinalIgnoreCase) { "Date", "RateLimit-Remaining", "RateLimit-Reset", "ETag" };

    /// <summary>An ad account has one owner, so an operator who claims another's is told that it is taken (409 account_taken): the contract has it so.</summary>
    private static readonly HashSet<(string Operation, string Name)> Telling = [("PutAdAccount", "account_id")];

    public static TheoryData<string> Operations { get; } = new(HttpFunction.All.Where(function => !function.IsPublic).Select(function => function.Name));

    [Theory, MemberData(nameof(Operations))]
    public async Task In_the_address(string operationId)
    {
        var operation = (await DescribedApi.SharedAsync()).Operations[operationId];

        foreach (var name in operation.Parameters("path").Select(NameOf).Where(name => name != "platform" && !Telling.Contains((operationId, name))))
        {
            foreach (var query in operation.Parameters("query").Any(parameter => NameOf(parameter) == "hard") ? new[] { "", "?hard=true" } : [""])
            {
                foreach (var body in Bodies(operation))
                {
                    foreach (var ifMatch in new[] { null, "\"0\"", "*" })
                        await AssertAlikeAsync(operation, name, values => SendAsync(operation, $"{operation.Address(values)}{query}", body, ifMatch), neverSucceeds: true);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task In_the_query(string operationId)
    {
        var operation = (await DescribedApi.SharedAsync()).Operations[operationId];

        // The rest of the call is of one's own, so that it comes as far as to look.
        foreach (var name in operation.Parameters("query").Select(NameOf).Where(IsId).Where(_ => operation.Method == HttpMethod.Get))
            await AssertAlikeAsync(operation, name, values => SendAsync(operation, $"{operation.Address(tenants.Own)}?{name}={values[name]}", body: null), neverSucceeds: name == "tenant_id");
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task In_the_body(string operationId)
    {
        var described = await DescribedApi.SharedAsync();
        var operation = described.Operations[operationId];
        if (Json(operation) is not { } content)
            return;

        var schema = new SchemaChecker(described.Document).Resolve(content["schema"]!);
        foreach (var name in (schema["properties"]?.AsObject() ?? []).Select(member => member.Key).Append("tenant_id").Where(IsId))
        {
            foreach (var others in new[] { new JsonObject(), content["example"]?.AsObject() })
            {
                if (others is null)
                    continue;

                await AssertAlikeAsync(
                    operation,
                    name,
                    values => SendAsync(operation, operation.Address(tenants.Own), new JsonObject(others.Where(member => member.Key != name).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))) { [name] = values[name] }.ToJsonString()),
                    neverSucceeds: name is "tenant_id" or "campaign_space_id");
            }
        }
    }

    [Fact]
    public async Task A_file_that_only_another_has_is_new()
    {
        var (theirs, nobodys) = ($"Of {tenants.Foreign["tenant_id"]}", $"Of {new string('x', tenants.Foreign["tenant_id"].Length)}");
        Assert.NotEqual(0, (int)(await tenants.Curious.GetAsync($"campaign-assets/assets?file_hash={tenants.Own["file_hash"]}"))["total"]!);

        var used = await UsedBytesAsync();
        var first = Normal(await UploadAsync(theirs), theirs);
        var afterFirst = await UsedBytesAsync();
        var second = Normal(await UploadAsync(nobodys), nobodys);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first with { Body = HashPattern().Replace(first.Body, "<hash>") }, second with { Body = HashPattern().Replace(second.Body, "<hash>") });
        Assert.Equal((theirs.Length, nobodys.Length), (afterFirst - used, await UsedBytesAsync() - afterFirst));
    }

    private static bool IsId(string name) => name.EndsWith("_id", StringComparison.Ordinal) || name is "file_hash";

    private static string NameOf(JsonNode parameter) => (string)parameter["name"]!;

    private static JsonNode? Json(DescribedOperation operation) => operation.Definition["requestBody"]?["content"]?["application/json"];

    private static List<string?> Bodies(DescribedOperation operation) =>
        Json(operation) is { } content ? [content["example"]?.ToJsonString(), "{}"] : [null];

    private async Task AssertAlikeAsync(DescribedOperation operation, string name, Func<IReadOnlyDictionary<string, string>, Task<ApiAnswer>> call, bool neverSucceeds)
    {
        var (theirs, nobodys) = (tenants.Foreign[name], Missing(name));
        var foreign = Normal(await call(With(name, theirs)), theirs);
        var missing = Normal(await call(With(name, nobodys)), nobodys);

        Assert.Equal((operation.Id, name, missing), (operation.Id, name, foreign));
        if (neverSucceeds)
            Assert.InRange((int)foreign.Status, 400, 499);
    }

    private Dictionary<string, string> With(string name, string value) => new(tenants.Own, StringComparer.Ordinal) { [name] = value };

    private static string Missing(string name) => name switch
    {
        "file_hash" => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
        "tenant_id" => $"t-{Guid.CreateVersion7():N}",
        "account_id" => $"act-{Guid.CreateVersion7()}",
        _ => $"{Guid.CreateVersion7()}",
    };

    private async Task<ApiAnswer> SendAsync(DescribedOperation operation, string path, string? body, string? ifMatch = null)
    {
        var mayOnlyOperate = operation.Id is "PutAdAccount" or "DeleteAdAccount";
        using var content = operation.Id == "UploadAsset"
            ? new RawForm().Field("asset_type", "ad_copy").File("b.txt", TestFile.OfText("Bytes").Bytes, mimeType: "text/plain").Build()
            : body is null ? null : (HttpContent)new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await (mayOnlyOperate ? tenants.CuriousOperator : tenants.Curious).SendAsync(operation.Method, path, content, ifMatch);
    }

    private async Task<ApiAnswer> UploadAsync(string text)
    {
        using var form = new RawForm().Field("asset_type", "ad_copy").Field("asset_name", "Copy").File("b.txt", TestFile.OfText(text).Bytes, mimeType: "text/plain").Build();
        return await tenants.Curious.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{tenants.Own["space_id"]}/assets", form);
    }

    private async Task<long> UsedBytesAsync() => (long)(await tenants.Curious.GetAsync("storage/usage"))["used_bytes"]!;

    /// <summary>The answer without what no two calls have in common: the id they give, those they make, times and traces; and, where they changed something, what that counts up.</summary>
    private static NormalAnswer Normal(ApiAnswer answer, string given)
    {
        var headers = answer.Headers.Concat(answer.ContentHeaders)
            .Select(header => $"{header.Key}: {(Changing.Contains(header.Key) ? "…" : Blank(string.Join(", ", header.Value)))}")
            .Order(StringComparer.Ordinal);
        var body = Blank(SignedPattern().Replace(TracePattern().Replace(answer.Text, "<trace>"), "<signed>"));
        var isChanged = answer.Status == HttpStatusCode.OK && answer.Text.StartsWith("{\"success\":true,\"asset\"", StringComparison.Ordinal);
        return new NormalAnswer(answer.Status, string.Join('\n', headers), isChanged ? CountPattern().Replace(body, "<count>") : body);

        string Blank(string text) => BlankIds(text.Replace(given, "<given>", StringComparison.Ordinal));
    }

    private static string BlankIds(string text) => TimePattern().Replace(TenantPattern().Replace(IdPattern().Replace(text, "<id>"), "<tenant>"), "<time>");

    private sealed record NormalAnswer(HttpStatusCode Status, string Headers, string Body);

    [GeneratedRegex("""(?<="trace_id":")[^"]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TracePattern();

    [GeneratedRegex(@"expires=\d+&signature=[0-9a-f]{64}|expires=\d+\\u0026signature=[0-9a-f]{64}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignedPattern();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("t-[0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TenantPattern();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimePattern();

    [GeneratedRegex("""(?<="reused_count":|total reuses: )\d+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountPattern();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HashPattern();
}
