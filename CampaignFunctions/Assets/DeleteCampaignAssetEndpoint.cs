using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class DeleteCampaignAssetEndpoint(DeleteCampaignAsset deleteCampaignAsset)
{
    [Function(nameof(DeleteCampaignAsset))]
    [EndpointSummary("Delete a campaign asset"), Query<DeleteQuery>, ProducesResponseType(StatusCodes.Status204NoContent), Fails(404, 412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "campaign-assets/{assetId:guid}")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<DeleteQuery>(request);
        var result = await query.ThenAsync(how => deleteCampaignAsset.RunAsync(assetId, how.Hard, Preconditions.Read(request), cancellation));

        return result.Match(_ => Answer.NoContent(), Problems.From);
    }
}
