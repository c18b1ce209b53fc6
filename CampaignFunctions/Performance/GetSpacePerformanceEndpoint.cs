using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class GetSpacePerformanceEndpoint(GetSpacePerformance getSpacePerformance)
{
    [Function(nameof(GetSpacePerformance))]
    [EndpointSummary("Get a campaign space's performance over time"), Query<PerformanceQuery>, ProducesResponseType<PerformanceSeries>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/{spaceId:guid}/performance")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<PerformanceQuery>(request);
        var result = await query.ThenAsync(days => getSpacePerformance.RunAsync(spaceId, days, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
