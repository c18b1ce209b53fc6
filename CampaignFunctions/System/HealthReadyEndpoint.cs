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
        if (readiness.Status == ReadinessStatus.Ready)
            return Answer.Ok(readiness);

        request.HttpContext.Response.Headers.RetryAfter = Problems.RetryAfterOutage;
        return Answer.Json(StatusCodes.Status503ServiceUnavailable, readiness);
    }
}
