using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class UpdateCampaignAssetEndpoint(UpdateCampaignAsset updateCampaignAsset)
{
    [Function(nameof(UpdateCampaignAsset))]
    [EndpointSummary("Change a campaign asset"), Changes<AssetInput>, ProducesResponseType<CampaignAssetResource>(StatusCodes.Status200OK), Fails(404, 412, 415)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "campaign-assets/{assetId:guid}")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadChangesAsync<AssetInput>(request, cancellation);
        var result = await body.ThenAsync(changes => updateCampaignAsset.RunAsync(assetId, changes, Preconditions.Read(request), cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
