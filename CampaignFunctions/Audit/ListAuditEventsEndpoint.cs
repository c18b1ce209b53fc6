using CampaignFunctions.Core.Audit;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Audit;

public sealed class ListAuditEventsEndpoint(ListAuditEvents listAuditEvents)
{
    [Function(nameof(ListAuditEvents))]
    [EndpointSummary("List who did what to which resource"), Query<AuditEventQuery>, ProducesResponseType<AuditEventPage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit-events")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<AuditEventQuery>(request);
        var result = await query.ThenAsync(filter => listAuditEvents.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
