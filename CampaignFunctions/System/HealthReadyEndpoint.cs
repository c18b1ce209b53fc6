using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.SystemState;

/// <summary>Whether calls would be served now; for load balancers, which stop sending them while it is 503.</summary>
public sealed class HealthReadyEndpoint(CheckReadiness checkReadiness)
{
    [Function("HealthReady")]
    [EndpointSummary("Whether everything calls depend on is there")]
    [ProducesResponseType<Readiness>(StatusCodes.Status200OK), ProducesResponseType<Readiness>(StatusCodes.Status503ServiceUnavailable)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request,
        CancellationToken cancellation)
    {
        var readiness = await checkReadiness.RunAsync(cancellation);
        var status = readiness.Status == ReadinessStatus.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

        return Answer.Json(status, readiness);
    }
}
