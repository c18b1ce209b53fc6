using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class DeleteCampaignSpaceEndpoint(DeleteCampaignSpace deleteCampaignSpace)
{
    [Function(nameof(DeleteCampaignSpace))]
    [EndpointSummary("Delete a campaign space and its assets"), Query<DeleteQuery>, ProducesResponseType(StatusCodes.Status204NoContent), Fails(404, 412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "campaign-spaces/{spaceId:guid}")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<DeleteQuery>(request);
        var result = await query.ThenAsync(how => deleteCampaignSpace.RunAsync(spaceId, how.Hard, Preconditions.Read(request), cancellation));

        return result.Match(_ => Answer.NoContent(), Problems.From);
    }
}
