using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Http;

/// <summary>Who is calling in development mode: whoever they say they are, and they may do everything.</summary>
internal sealed class DevelopmentIdentity : ICallerIdentifier
{
    private const string Anonymous = "anonymous";

    private static readonly HashSet<Role> EveryRole = [.. Enum.GetValues<Role>()];

    public Task<Result<Caller>> IdentifyAsync(HttpRequest request, Requirement requirement, CancellationToken cancellation) =>
        Task.FromResult(Identify(request, requirement));

    /// <summary>Null, and the tenant is set; or why it cannot be.</summary>
    public static OperationError? ActFor(TenantContext tenant, StringValues tenantId, StringValues userId)
    {
        if (Of(tenantId, userId).Failed(out var error, out var caller))
            return error;

        tenant.ActFor(caller.TenantId!, caller.UserId);
        return null;
    }

    private static Result<Caller> Identify(HttpRequest request, Requirement requirement)
    {
        var userId = request.Query["user_id"];
        if (requirement.ActsForTenantInPath)
            return Of(request.RouteValues[Requirement.PathTenant] as string, userId);

        var named = request.Query["tenant_id"];
        if (named.Count == 0 && requirement.TenantMayBeInForm && request.HasFormContentType)
            return new Caller(TenantId: null, Anonymous, EveryRole);

        return Of(named, userId);
    }

    private static Result<Caller> Of(StringValues tenants, StringValues users)
    {
        if (tenants is [] or [null or ""])
            return TenantErrors.Missing();
        if (tenants is not [{ } tenantId] || !TenantId.IsValid(tenantId))
            return TenantErrors.Malformed();
        if (users.Count > 1)
            return OperationError.Invalid("user_id", "is given more than once.");

        var userId = users.ToString();
        if (userId.Length > 255 || userId.Contains('\0', StringComparison.Ordinal))
            return OperationError.Invalid("user_id", "must have at most 255 characters and no NUL.");

        return new Caller(tenantId, userId.Length == 0 ? Anonymous : userId, EveryRole);
    }
}
