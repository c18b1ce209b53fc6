using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Links;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class UploadAssetEndpoint(UploadFormReader formReader, UploadAsset uploadAsset)
{
    [Function(nameof(UploadAsset))]
    [EndpointSummary("Upload an asset"), Form<AssetForm>, ProducesResponseType<CampaignAssetResource>(StatusCodes.Status201Created), Fails(404, 409, 413, 415, 507)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/campaign-spaces/{spaceId:guid}/assets")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var form = await formReader.ReadAsync(request, cancellation);
        var result = await form.ThenAsync(upload => uploadAsset.RunAsync(spaceId, upload.Fields, upload.File, cancellation));

        return result.Match(asset => Answer.Created(ApiPath.Asset(asset.Id), asset), Problems.From);
    }
}
