using CampaignFunctions.Core.Media;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Media;

/// <summary>
/// A bucket tells that an object was created, as a structured CloudEvent (https://cloud.google.com/eventarc/docs/cloudevents).
/// Events come late, twice or never; whatever they do, a file has one result.
/// </summary>
public sealed class ProcessUploadOnObjectEvent(ProcessUploadOfObject processUpload)
{
    [Function(nameof(ProcessUploadOnObjectEvent))]
    [EndpointSummary("Process the upload whose object was created"), Body<ObjectCreatedEvent>, ProducesResponseType(StatusCodes.Status204NoContent), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "events/objects")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<ObjectCreatedEvent>(request, cancellation);
        var result = await body.ThenAsync(created => processUpload.RunAsync(created.Data!.Name, cancellation));

        return result.Match(AnswerOf, Problems.From);
    }

    // Not the sender's mistake, but a reason to send the event again: the row may not be committed yet.
    private static IResult AnswerOf(ProcessOutcome outcome) =>
        outcome == ProcessOutcome.Unknown ? Problems.From(MediaErrors.ObjectUnknown()) : Answer.NoContent();
}
