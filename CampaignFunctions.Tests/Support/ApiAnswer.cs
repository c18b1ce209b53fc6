using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CampaignFunctions.Tests.Support;

/// <summary>An answer, whole.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is JSON null.");

    public JsonNode this[string member] => Json[member] ?? throw new InvalidOperationException($"No {member} in {Text}");

    public Guid Id => Guid.Parse((string)this["id"]!);

    /// <summary>Status, headers and body, all but when it was sent.</summary>
    public string Whole => string.Join('\n', Headers.Concat(ContentHeaders)
        .Where(header => header.Key != "Date")
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
        .Order(StringComparer.Ordinal)
        .Prepend($"{(int)Status}")
        .Append(Text));

    public string? Code => (string?)Json["code"];

    /// <summary>What the answer was and, for a failure of a host in this process, what it logged about it.</summary>
    public string Story => $"{(int)Status}: {Text}{LoggedFailures.Of(TraceId)}";

    /// <summary>Fails with the whole story when the status is another.</summary>
    public ApiAnswer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {Story}");
        return this;
    }

    /// <summary>A problem document with this status and code.</summary>
    public ApiAnswer ExpectProblem(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(code, Code);
        Assert.Equal((int)status, (int)this["status"]!);
        Assert.All(["type", "title", "detail", "trace_id"], member => Assert.NotEqual(string.Empty, (string?)Json[member]));
        return this;
    }

    private string? TraceId => IsProblem ? (string?)Json["trace_id"] : null;

    private bool IsProblem => ContentHeaders.ContentType?.MediaType == "application/problem+json";
}
