using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tenancy;

/// <summary>Acts for the tenant its path names; see <see cref="Access"/>.</summary>
public sealed class GetTenantEndpoint(GetTenant getTenant)
{
    [Function(nameof(GetTenant))]
    [EndpointSummary("Get a tenant"), ProducesResponseType<TenantResource>(StatusCodes.Status200OK), ProducesResponseType(StatusCodes.Status304NotModified), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tenants/{tenantId}")] HttpRequest request,
        CancellationToken cancellation)
    {
        var result = await getTenant.RunAsync(cancellation);

        return result.Match(Answer.Ok, Problems.From);
    }
}
