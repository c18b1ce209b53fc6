using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class ListAssetsOfSpaceEndpoint(ListAssetsOfSpace listAssetsOfSpace)
{
    [Function(nameof(ListAssetsOfSpace))]
    [EndpointSummary("List the assets of a campaign space"), Query<AssetQuery>, ProducesResponseType<AssetPage>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/campaign-spaces/{spaceId:guid}/assets")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<AssetQuery>(request);
        var result = await query.ThenAsync(filter => listAssetsOfSpace.RunAsync(spaceId, filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
