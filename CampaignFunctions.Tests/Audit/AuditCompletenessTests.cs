using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Audit;

/// <summary>Whatever changes something is in the audit, and nothing else is: not by being remembered, but for every operation there is.</summary>
public sealed class AuditCompletenessTests
{
    private static readonly string[] Changing = [.. HttpFunction.All.Where(function => function.Verb != "GET").Select(function => function.Name)];

    public static TheoryData<string> Operations { get; } = [.. Changing.Intersect(AuditedCalls.ByOperation.Keys, StringComparer.Ordinal)];

    [Fact]
    public void Every_operation_that_may_change_something_says_what_it_leaves() =>
        Assert.Equal(Changing.Order(StringComparer.Ordinal), AuditedCalls.ByOperation.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Operations))]
    public async Task A_call_leaves_the_events_of_what_it_did_and_a_refused_one_none(string operationId)
    {
        var operation = new AuditedOperation(operationId, await DescribedApi.SharedAsync(), await RunningApi.SharedAsync());

        await AuditedCalls.ByOperation[operationId](operation);

        Assert.True(operation.HasSucceeded && operation.WasRefused, "Call it so that it does something, and so that it refuses.");
    }
}
