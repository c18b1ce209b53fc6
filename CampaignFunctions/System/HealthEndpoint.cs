using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.SystemState;

/// <summary>Whether the process is up; it asks nothing of anything else.</summary>
public sealed class HealthEndpoint
{
    [Function("Health")]
    [EndpointSummary("Whether the process is up"), ProducesResponseType<HealthState>(StatusCodes.Status200OK)]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Answer.Ok(new HealthState("healthy"));
}

public sealed record HealthState(string Status);
