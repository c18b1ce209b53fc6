using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class UpdateSpacePerformanceEndpoint(UpdateSpacePerformance updateSpacePerformance)
{
    [Function(nameof(UpdateSpacePerformance))]
    [EndpointSummary("Set the cached totals of a campaign space"), Body<SpacePerformanceInput>, ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-spaces/{spaceId:guid}/update-performance")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<SpacePerformanceInput>(request, cancellation);
        var result = await body.ThenAsync(totals => updateSpacePerformance.RunAsync(spaceId, totals, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
