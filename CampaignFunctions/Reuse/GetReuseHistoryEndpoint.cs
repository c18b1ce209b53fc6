using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Reuse;

public sealed class GetReuseHistoryEndpoint(GetReuseHistory getReuseHistory)
{
    [Function(nameof(GetReuseHistory))]
    [EndpointSummary("Get when and where an asset was reused"), Query<ReuseHistoryQuery>, ProducesResponseType<ReuseHistory>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/{assetId:guid}/reuse-history")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<ReuseHistoryQuery>(request);
        var result = await query.ThenAsync(part => getReuseHistory.RunAsync(assetId, part, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
