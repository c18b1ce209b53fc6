using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tenancy;

/// <summary>Acts for the tenant its path names; see <see cref="Access"/>.</summary>
public sealed class PutTenantEndpoint(PutTenant putTenant)
{
    [Function(nameof(PutTenant))]
    [EndpointSummary("Create or change a tenant"), Changes<TenantInput>]
    [ProducesResponseType<TenantResource>(StatusCodes.Status200OK), ProducesResponseType<TenantResource>(StatusCodes.Status201Created), Fails(412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "tenants/{tenantId}")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadChangesAsync<TenantInput>(request, cancellation);
        var result = await body.ThenAsync(changes => putTenant.RunAsync(changes, Preconditions.Read(request), cancellation));

        return result.Match(AnswerOf, Problems.From);
    }

    private static IResult AnswerOf(SavedTenant saved) =>
        saved.IsNew ? Answer.Created(ApiPath.Tenant(saved.Tenant.TenantId), saved.Tenant) : Answer.Ok(saved.Tenant);
}
