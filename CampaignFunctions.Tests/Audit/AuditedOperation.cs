using System.Net;
using System.Net.Http.Json;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>Calls one operation and holds the audit against what each call is to leave in it.</summary>
internal sealed class AuditedOperation(string operationId, DescribedApi described, RunningApi api)
{
    private readonly List<int> answered = [];

    /// <summary>For what a call needs to be there first.</summary>
    public TenantApi Tenant { get; } = api.NewTenant();

    /// <summary>Done before each call that leaves events: the same call, to be sent in another way.</summary>
    public Func<HttpMethod, string, HttpContent?, Task>? Before { get; init; }

    public bool HasSucceeded => answered.Exists(status => status < 400);

    public bool WasRefused => answered.Exists(status => status >= 400);

    public TenantApi AnotherTenant() => api.NewTenant();

    /// <summary>A call that leaves no event.</summary>
    public Task CallAsync(HttpStatusCode expected, object? body = null, string? query = null, string? ifMatch = null, params (string Name, object Value)[] route) =>
        CallAsync(expected, _ => Task.FromResult<IEnumerable<string>>([]), body, query, ifMatch, leavesEvents: false, route);

    /// <summary>A call that leaves exactly these events, as <see cref="Trail.Told"/>.</summary>
    public Task CallAsync(HttpStatusCode expected, Func<ApiAnswer, IEnumerable<string>> events, object? body = null, string? query = null, params (string Name, object Value)[] route) =>
        CallAsync(expected, answer => Task.FromResult(events(answer)), body, query, ifMatch: null, leavesEvents: true, route);

    /// <summary>The same, where what is expected has to be looked up afterwards.</summary>
    public Task CallAsync(HttpStatusCode expected, Func<ApiAnswer, Task<IEnumerable<string>>> events, object? body = null, params (string Name, object Value)[] route) =>
        CallAsync(expected, events, body, query: null, ifMatch: null, leavesEvents: true, route);

    private async Task CallAsync(
        HttpStatusCode expected, Func<ApiAnswer, Task<IEnumerable<string>>> events, object? body, string? query, string? ifMatch, bool leavesEvents, (string Name, object Value)[] route)
    {
        var operation = described.Operations[operationId];
        var address = operation.Address(route.ToDictionary(value => value.Name, value => $"{value.Value}", StringComparer.Ordinal)) + (query is null ? "" : $"?{query}");
        using var content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body));
        if (content is not null)
            await content.LoadIntoBufferAsync();
        if (leavesEvents && Before is not null)
            await Before(operation.Method, address, content);

        var before = (await Tenant.TrailAsync()).Select(told => (string?)told["id"]).ToHashSet(StringComparer.Ordinal);
        var answer = (await Tenant.SendAsync(operation.Method, address, content, ifMatch)).Expect(expected);
        answered.Add((int)answer.Status);

        var left = (await Tenant.TrailAsync()).Where(told => !before.Contains((string?)told["id"])).Select(Trail.Told);
        Assert.Equal((await events(answer)).Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
    }
}
