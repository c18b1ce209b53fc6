using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class RestoreCampaignSpaceEndpoint(RestoreCampaignSpace restoreCampaignSpace)
{
    [Function(nameof(RestoreCampaignSpace))]
    [EndpointSummary("Restore a deleted campaign space"), ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-spaces/{spaceId:guid}/restore")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadNothingAsync(request, cancellation);
        var result = await body.ThenAsync(_ => restoreCampaignSpace.RunAsync(spaceId, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
