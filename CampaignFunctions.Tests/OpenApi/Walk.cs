using System.Net;
using System.Net.Http.Json;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>Calls operations as the document describes them, and holds each answer against what it declares.</summary>
internal class Walk(DescribedApi described, TenantApi tenant)
{
    private readonly List<string> findings = [];

    /// <summary>For what a call needs to be there first.</summary>
    public TenantApi Tenant => tenant;

    /// <summary>What was wrong with the answers so far.</summary>
    public IReadOnlyList<string> Findings => findings;

    /// <summary>Whether each status the operation declares as a success has been answered to it.</summary>
    public HashSet<(string OperationId, HttpStatusCode Status)> Seen { get; } = [];

    /// <summary>Calls one operation, once.</summary>
    /// <param name="operationId">The operation.</param>
    /// <param name="expected">The status this call is about.</param>
    /// <param name="body">A JSON body, or any <see cref="HttpContent"/>.</param>
    /// <param name="query">What stands behind the question mark.</param>
    /// <param name="ifMatch">An ETag.</param>
    /// <param name="route">Values of the address's parameters; what is left out is an id nobody has.</param>
    public async Task<ApiAnswer> CallAsync(
        string operationId, HttpStatusCode expected, object? body = null, string? query = null, string? ifMatch = null, params (string Name, object Value)[] route)
    {
        var operation = described.Operations[operationId];
        var address = operation.Address(route.ToDictionary(value => value.Name, value => $"{value.Value}", StringComparer.Ordinal));
        using var content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body));

        var answer = await SendAsync(operation, query is null ? address : $"{address}?{query}", content, ifMatch);
        Seen.Add((operationId, answer.Status));
        if (answer.Status != expected)
            findings.Add($"{operationId}: expected {(int)expected}, got {answer.Story}");
        findings.AddRange(described.Check(operation, answer).Select(finding => $"{operationId} {(int)answer.Status}: {finding}"));
        return answer;
    }

    protected virtual Task<ApiAnswer> SendAsync(DescribedOperation operation, string path, HttpContent? content, string? ifMatch) =>
        tenant.SendAsync(operation.Method, path, content, ifMatch);

    protected void Find(string finding) => findings.Add(finding);
}
