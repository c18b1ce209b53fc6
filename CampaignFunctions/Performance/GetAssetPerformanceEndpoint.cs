using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class GetAssetPerformanceEndpoint(GetAssetPerformance getAssetPerformance)
{
    [Function(nameof(GetAssetPerformance))]
    [EndpointSummary("Get a campaign asset's performance over time"), Query<PerformanceQuery>, ProducesResponseType<PerformanceSeries>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/{assetId:guid}/performance")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<PerformanceQuery>(request);
        var result = await query.ThenAsync(days => getAssetPerformance.RunAsync(assetId, days, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
