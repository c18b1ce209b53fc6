using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class GetCampaignSpaceEndpoint(GetCampaignSpace getCampaignSpace)
{
    [Function(nameof(GetCampaignSpace))]
    [EndpointSummary("Get a campaign space"), ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/{spaceId:guid}")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var result = await getCampaignSpace.RunAsync(spaceId, cancellation);

        return result.Match(Answer.Ok, Problems.From);
    }
}
