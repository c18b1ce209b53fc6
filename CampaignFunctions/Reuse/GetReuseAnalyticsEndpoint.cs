using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Reuse;

public sealed class GetReuseAnalyticsEndpoint(GetReuseAnalytics getReuseAnalytics)
{
    [Function(nameof(GetReuseAnalytics))]
    [EndpointSummary("Get how much assets are reused, and whether those that are do better"), Query<ReuseAnalyticsQuery>, ProducesResponseType<ReuseAnalytics>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/reuse-analytics")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<ReuseAnalyticsQuery>(request);
        var result = await query.ThenAsync(question => getReuseAnalytics.RunAsync(question, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
