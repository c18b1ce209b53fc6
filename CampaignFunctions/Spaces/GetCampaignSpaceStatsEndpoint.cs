using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class GetCampaignSpaceStatsEndpoint(GetCampaignSpaceStats getCampaignSpaceStats)
{
    [Function(nameof(GetCampaignSpaceStats))]
    [EndpointSummary("Get what a campaign space holds and how it does"), ProducesResponseType<CampaignSpaceStats>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/{spaceId:guid}/stats")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var result = await getCampaignSpaceStats.RunAsync(spaceId, cancellation);

        return result.Match(Answer.Ok, Problems.From);
    }
}
