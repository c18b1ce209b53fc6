using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.Links;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.DirectUploads;

public sealed class CompleteDirectUploadEndpoint(CompleteDirectUpload completeDirectUpload)
{
    [Function(nameof(CompleteDirectUpload))]
    [EndpointSummary("Make the asset of a direct upload"), ProducesResponseType<CampaignAssetResource>(StatusCodes.Status201Created), Fails(404, 409, 415, 507)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/campaign-spaces/{spaceId:guid}/uploads/{uploadId:guid}/complete")] HttpRequest request,
        Guid spaceId,
        Guid uploadId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadNothingAsync(request, cancellation);
        var result = await body.ThenAsync(_ => completeDirectUpload.RunAsync(spaceId, uploadId, cancellation));

        return result.Match(asset => Answer.Created(ApiPath.Asset(asset.Id), asset), Problems.From);
    }
}
