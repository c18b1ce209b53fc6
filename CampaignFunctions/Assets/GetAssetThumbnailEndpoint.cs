using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class GetAssetThumbnailEndpoint(GetAssetFile getAssetFile, FileAnswer fileAnswer)
{
    [Function("GetAssetThumbnail")]
    [EndpointSummary("Get an asset's thumbnail")]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status206PartialContent), ProducesResponseType(StatusCodes.Status302Found), ProducesResponseType(StatusCodes.Status304NotModified), Fails(404, 412, 416, 500)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/{assetId:guid}/thumbnail")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var result = await getAssetFile.RunAsync(assetId, thumbnail: true, cancellation);

        return result.Match(fileAnswer.Of, Problems.From);
    }
}
