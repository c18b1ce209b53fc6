using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class GetCampaignAssetEndpoint(GetCampaignAsset getCampaignAsset)
{
    [Function(nameof(GetCampaignAsset))]
    [EndpointSummary("Get a campaign asset"), ProducesResponseType<CampaignAssetResource>(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/{assetId:guid}")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var result = await getCampaignAsset.RunAsync(assetId, cancellation);

        return result.Match(Answer.Ok, Problems.From);
    }
}
