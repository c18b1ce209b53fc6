using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class RestoreCampaignAssetEndpoint(RestoreCampaignAsset restoreCampaignAsset)
{
    [Function(nameof(RestoreCampaignAsset))]
    [EndpointSummary("Restore a deleted campaign asset"), OptionalBody<AssetRestoration>, ProducesResponseType<CampaignAssetResource>(StatusCodes.Status200OK), Fails(404, 409)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/{assetId:guid}/restore")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadOptionalAsync<AssetRestoration>(request, cancellation);
        var result = await body.ThenAsync(restoration => restoreCampaignAsset.RunAsync(assetId, restoration, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
