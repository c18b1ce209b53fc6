using CampaignFunctions.Core.Reuse;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Reuse;

public sealed class UndoReuseEndpoint(UndoReuse undoReuse)
{
    [Function(nameof(UndoReuse))]
    [EndpointSummary("Undo a reuse of an asset"), ProducesResponseType(StatusCodes.Status204NoContent), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "campaign-assets/{assetId:guid}/reuse/{reuseId:guid}")] HttpRequest request,
        Guid assetId,
        Guid reuseId,
        CancellationToken cancellation)
    {
        var result = await undoReuse.RunAsync(assetId, reuseId, cancellation);

        return result.Match(_ => Answer.NoContent(), Problems.From);
    }
}
