using CampaignFunctions.Core.Media;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Media;

/// <summary>
/// A bucket tells that an object was created, pushed by Pub/Sub or as a CloudEvent. 204 takes the event; whatever else asks for it
/// to be sent again, which is done a bounded number of times.
/// </summary>
public sealed class ProcessUploadOnObjectEvent(TakeObjectEvent takeObjectEvent, ObjectEventSender sender)
{
    [Function(nameof(ProcessUploadOnObjectEvent))]
    [EndpointSummary("Process the upload whose object was created"), Body<ObjectCreatedEvent>, ProducesResponseType(StatusCodes.Status204NoContent), Fails(401, 404, 422)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "events/objects")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (await sender.RefusesAsync(request, cancellation) is { } refusal)
            return Problems.From(refusal);

        var pushed = await PushedEvent.ReadAsync(request, cancellation);
        var taken = await takeObjectEvent.RunAsync(pushed.Event, pushed.Name, cancellation);

        return taken.Match(_ => Answer.NoContent(), Problems.From);
    }
}
