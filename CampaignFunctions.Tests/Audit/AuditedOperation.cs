using System.Net;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>Calls one operation and holds the audit against what each call is to leave in it.</summary>
internal sealed class AuditedOperation(string operationId, Walk walk)
{
    private readonly List<int> answered = [];

    /// <summary>For what a call needs to be there first.</summary>
    public TenantApi Tenant => walk.Tenant;

    public bool HasSucceeded => answered.Exists(status => status < 400);

    public bool WasRefused => answered.Exists(status => status >= 400);

    /// <summary>A call that leaves exactly these events, as <see cref="Trail.Told"/>; none when nothing is said.</summary>
    public Task CallAsync(
        HttpStatusCode expected, Func<ApiAnswer, IEnumerable<string>>? events = null, object? body = null, string? query = null, string? ifMatch = null, params (string Name, object Value)[] route) =>
        CallAsync(expected, answer => Task.FromResult(events?.Invoke(answer) ?? []), body, query, ifMatch, route);

    /// <summary>The same, where what is expected has to be looked up afterwards.</summary>
    public async Task CallAsync(
        HttpStatusCode expected, Func<ApiAnswer, Task<IEnumerable<string>>> events, object? body = null, string? query = null, string? ifMatch = null, params (string Name, object Value)[] route)
    {
        var before = (await Tenant.TrailAsync()).Select(told => (string?)told["id"]).ToHashSet(StringComparer.Ordinal);

        var answer = await walk.CallAsync(operationId, expected, body, query, ifMatch, route);
        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        answered.Add((int)answer.Status);

        var left = (await Tenant.TrailAsync()).Where(told => !before.Contains((string?)told["id"])).Select(Trail.Told);
        Assert.Equal((await events(answer)).Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
    }
}
