using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.DirectUploads;

public sealed class StartDirectUploadEndpoint(StartDirectUpload startDirectUpload)
{
    [Function(nameof(StartDirectUpload))]
    [EndpointSummary("Begin an upload that goes to the store directly"), Body<DirectUploadInput>, ProducesResponseType<DirectUploadTicket>(StatusCodes.Status201Created), Fails(404, 413, 415, 507)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-assets/campaign-spaces/{spaceId:guid}/uploads")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<DirectUploadInput>(request, cancellation);
        var result = await body.ThenAsync(input => startDirectUpload.RunAsync(spaceId, input, cancellation));

        return result.Match(ticket => Answer.Json(StatusCodes.Status201Created, Absolute(ticket, request)), Problems.From);
    }

    // The file store's address is one of this server's own, which it doesn't know; the caller does.
    private static DirectUploadTicket Absolute(DirectUploadTicket ticket, HttpRequest request) =>
        ticket.UploadUrl.StartsWith('/') ? ticket with { UploadUrl = UriHelper.BuildAbsolute(request.Scheme, request.Host).TrimEnd('/') + ticket.UploadUrl } : ticket;
}
