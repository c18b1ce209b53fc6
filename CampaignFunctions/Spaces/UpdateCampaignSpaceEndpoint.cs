using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class UpdateCampaignSpaceEndpoint(UpdateCampaignSpace updateCampaignSpace)
{
    [Function(nameof(UpdateCampaignSpace))]
    [EndpointSummary("Change a campaign space"), Changes<CampaignSpaceInput>, ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status200OK), Fails(404, 412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "campaign-spaces/{spaceId:guid}")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadChangesAsync<CampaignSpaceInput>(request, cancellation);
        var result = await body.ThenAsync(changes => updateCampaignSpace.RunAsync(spaceId, changes, Preconditions.Read(request), cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
