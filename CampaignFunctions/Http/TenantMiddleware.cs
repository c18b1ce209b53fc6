using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Http;

/// <summary>
/// Lets an HTTP call through to its function only when it is known who calls, for which tenant, and that they may
/// (https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#middleware).
/// </summary>
internal sealed class TenantMiddleware(ICallerIdentifier callers) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http
            && Access.Of(context.FunctionDefinition.Name) is { IsPublic: false } requirement
            && await AdmitAsync(http.Request, requirement, context.InstanceServices.GetRequiredService<TenantContext>()) is { } error)
        {
            await Problems.WriteAsync(http, error);
            return;
        }

        await next(context);
    }

    /// <summary>Null, and the tenant is set; or why the call is refused.</summary>
    private async Task<OperationError?> AdmitAsync(HttpRequest request, Requirement requirement, TenantContext tenant)
    {
        var identified = await callers.IdentifyAsync(request, requirement, request.HttpContext.RequestAborted);
        if (identified.Failed(out var error, out var caller))
            return error;

        if (requirement.Refuses(caller.Roles, request) is { } refusal)
            return refusal;

        var tenantId = requirement.ActsForTenantInPath ? request.RouteValues[Requirement.PathTenant] as string : caller.TenantId;
        if (tenantId is null)
            return requirement.TenantMayBeInForm ? null : TenantErrors.Missing();
        if (!TenantId.IsValid(tenantId))
            return TenantErrors.Malformed();

        // tenant_id in the query may repeat the tenant the call acts for; it never chooses it.
        if (request.Query["tenant_id"].Any(named => named != tenantId))
            return TenantErrors.Mismatch();

        tenant.ActFor(tenantId, caller.UserId);
        return null;
    }
}
