using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Http;

/// <summary>
/// Settles for which tenant an HTTP call acts, before its function runs. In development mode, the tenant is the one the
/// query names (https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#middleware).
/// </summary>
public sealed class TenantMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        var function = context.FunctionDefinition.Name;

        if (http is null || Access.IsPublic(function))
        {
            await next(context);
            return;
        }

        if (Identify(http.Request, context.InstanceServices.GetRequiredService<TenantContext>(), function) is { } error)
            await Problems.WriteAsync(http, error);
        else
            await next(context);
    }

    private static OperationError? Identify(HttpRequest request, TenantContext tenant, string function)
    {
        var named = request.Query["tenant_id"];
        if (named.Count == 0)
            return Access.MayNameTenantInForm(function) && request.HasFormContentType ? null : TenantErrors.Missing();

        if (named.Count > 1)
            return TenantErrors.Malformed();

        return DevelopmentIdentity.ActFor(tenant, named[0]!, request.Query["user_id"]);
    }
}
