using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class ListCampaignAssetsEndpoint(ListCampaignAssets listCampaignAssets)
{
    [Function(nameof(ListCampaignAssets))]
    [EndpointSummary("List campaign assets"), Query<AssetQuery>, ProducesResponseType<AssetPage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/assets")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<AssetQuery>(request);
        var result = await query.ThenAsync(filter => listCampaignAssets.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
