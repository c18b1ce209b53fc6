using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Links;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class UploadAssetEndpoint(UploadFormReader formReader, KeyedCall keyedCall, UploadAsset uploadAsset)
{
    [Function(nameof(UploadAsset))]
    [EndpointSummary("Upload an asset"), Form<AssetForm>, ProducesResponseType<CampaignAssetResource>(StatusCodes.Status201Created), Fails(404, 409, 413, 415, 507)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/campaign-spaces/{spaceId:guid}/assets")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var form = await formReader.ReadAsync(request, cancellation);
        if (form.Failed(out var error, out var upload))
            return Problems.From(error);

        await using (upload)
            return await keyedCall.RunAsync(request.HttpContext, upload.AddTo, () => UploadAsync(spaceId, upload, cancellation));
    }

    private async Task<IResult> UploadAsync(Guid spaceId, UploadForm upload, CancellationToken cancellation)
    {
        var result = await uploadAsset.RunAsync(spaceId, upload.Fields, upload.TakeFile(), cancellation);

        return result.Match(asset => Answer.Created(ApiPath.Asset(asset.Id), asset), Problems.From);
    }
}
