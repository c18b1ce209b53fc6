using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>The API by its own document: its operations, and what each says it answers.</summary>
internal sealed class DescribedApi(JsonObject document)
{
    private static readonly Lazy<Task<DescribedApi>> SharedDocument = new(ReadAsync);

    public JsonObject Document => document;

    public IReadOnlyDictionary<string, DescribedOperation> Operations { get; } = OperationsOf(document).ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    public static Task<DescribedApi> SharedAsync() => SharedDocument.Value;

    /// <summary>What is wrong with an answer, by what the operation declares; empty when nothing is.</summary>
    public IReadOnlyList<string> Check(DescribedOperation operation, ApiAnswer answer)
    {
        if (operation.Responses[$"{(int)answer.Status}"] is not JsonObject declared)
            return [$"{(int)answer.Status} is not among its answers ({string.Join(", ", operation.Responses.Select(response => response.Key))}): {answer.Story}"];

        var findings = new List<string>();
        foreach (var (name, _) in declared["headers"]?.AsObject() ?? [])
        {
            if (!answer.Headers.Contains(name))
                findings.Add($"the header {name} is declared and did not come");
        }

        // Of every answer of a function, so the document says it once.
        if (!answer.Headers.TryGetValues("X-Content-Type-Options", out var sniffing) || sniffing.Single() != "nosniff")
            findings.Add("a browser may guess its content type");

        var contents = declared["content"]?.AsObject();
        var contentType = answer.ContentHeaders.ContentType?.MediaType;
        if (contents is null or { Count: 0 })
        {
            if (answer.Text.Length > 0)
                findings.Add($"no content is declared; this came: {answer.Text}");
        }
        else if (contentType is null || (contents[contentType] ?? contents["*/*"]) is not JsonObject content)
        {
            findings.Add($"its content type {contentType} is not declared ({string.Join(", ", contents.Select(pair => pair.Key))})");
        }
        else if (contentType.EndsWith("json", StringComparison.Ordinal) && content["schema"] is JsonObject schema)
        {
            // Problems may have members of their own code; everything else is declared to the last member.
            var checker = new SchemaChecker(document, allowUndeclared: contentType == "application/problem+json");
            findings.AddRange(checker.Check(schema, JsonNode.Parse(answer.Text)));
        }

        return findings;
    }

    private static IEnumerable<DescribedOperation> OperationsOf(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select new DescribedOperation(path.Key, new HttpMethod(operation.Key.ToUpperInvariant()), operation.Value!.AsObject());

    private static async Task<DescribedApi> ReadAsync()
    {
        var api = await RunningApi.SharedAsync();
        var answer = (await api.NewTenant().GetAsync("openapi.json")).Expect(HttpStatusCode.OK);
        return new DescribedApi(answer.Json.AsObject());
    }
}

/// <summary>One operation of the document.</summary>
internal sealed record DescribedOperation(string Path, HttpMethod Method, JsonObject Definition)
{
    public string Id => (string)Definition["operationId"]!;

    public JsonObject Responses => Definition["responses"]!.AsObject();

    /// <summary>The address, without prefix, with these values (or ids nobody has) for its parameters.</summary>
    public string Address(IReadOnlyDictionary<string, string>? values = null)
    {
        var address = Path["/api/".Length..];
        foreach (var parameter in Parameters("path"))
        {
            var name = (string)parameter["name"]!;
            address = address.Replace($"{{{name}}}", values?.GetValueOrDefault(name) ?? Anything(parameter["schema"]!), StringComparison.Ordinal);
        }

        return address;
    }

    public IEnumerable<JsonNode> Parameters(string place) =>
        (Definition["parameters"]?.AsArray() ?? []).OfType<JsonNode>().Where(parameter => (string?)parameter["in"] == place);

    private static string Anything(JsonNode schema) => (string?)schema["format"] == "uuid" ? $"{Guid.CreateVersion7()}" : "other";
}
