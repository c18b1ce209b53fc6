using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Reuse;

public sealed class TrackReuseEndpoint(TrackReuse trackReuse)
{
    [Function(nameof(TrackReuse))]
    [EndpointSummary("Track a reuse of an asset"), OptionalBody<TrackReuseInput>, ProducesResponseType<TrackedReuse>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/{assetId:guid}/reuse")] HttpRequest request,
        Guid assetId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadOptionalAsync<TrackReuseInput>(request, cancellation);
        var result = await body.ThenAsync(input => trackReuse.RunAsync(assetId, input, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
