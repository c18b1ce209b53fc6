using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>Who is calling in development mode: whoever they say they are, and they may do everything.</summary>
internal sealed class DevelopmentIdentity : ICallerIdentifier
{
    private const string Anonymous = "anonymous";

    private static readonly HashSet<Role> EveryRole = [.. Enum.GetValues<Role>()];

    public Task<Result<Caller>> IdentifyAsync(HttpRequest request, Requirement requirement, CancellationToken cancellation) =>
        Task.FromResult(Identify(request, requirement));

    /// <summary>Null, and the tenant is set; or why it cannot be.</summary>
    public static OperationError? ActFor(TenantContext tenant, string? tenantId, string? userId)
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

        return named.Count > 1 ? TenantErrors.Malformed() : Of(named, userId);
    }

    private static Result<Caller> Of(string? tenantId, string? userId)
    {
        if (string.IsNullOrEmpty(tenantId))
            return TenantErrors.Missing();
        if (!TenantId.IsValid(tenantId))
            return TenantErrors.Malformed();
        if (userId is { Length: > 255 } || userId?.Contains('\0', StringComparison.Ordinal) == true)
            return OperationError.Invalid("user_id", "must have at most 255 characters and no NUL.");

        return new Caller(tenantId, string.IsNullOrEmpty(userId) ? Anonymous : userId, EveryRole);
    }
}
