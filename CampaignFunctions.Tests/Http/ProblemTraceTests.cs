using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

public sealed class ProblemTraceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("campaign-spaces?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("campaign-spaces/01a1fc69-58d8-74cc-b356-1940958fce3b", HttpStatusCode.NotFound)]
    [InlineData("audit-events?tenant_id=other", HttpStatusCode.BadRequest)]
    [InlineData("no-such-route", HttpStatusCode.NotFound)]
    public async Task A_problem_names_the_trace_its_request_belongs_to(string path, HttpStatusCode status)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        using var request = tenant.Request(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        using var response = await tenant.SendAsync(request);

        var problem = (await ApiAnswer.ReadAsync(response)).Expect(status);
        Assert.Equal(Trace, (string?)problem["trace_id"]);
    }
}
