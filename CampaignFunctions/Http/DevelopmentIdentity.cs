using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Http;

/// <summary>Who is calling in development mode: whoever they say they are.</summary>
internal static class DevelopmentIdentity
{
    /// <summary>Null, and the tenant is set; or why it cannot be.</summary>
    public static OperationError? ActFor(TenantContext tenant, string? tenantId, string? userId)
    {
        if (string.IsNullOrEmpty(tenantId))
            return TenantErrors.Missing();
        if (!TenantId.IsValid(tenantId))
            return TenantErrors.Malformed();
        if (userId is { Length: > 255 } || userId?.Contains('\0', StringComparison.Ordinal) == true)
            return OperationError.Invalid("user_id", "must have at most 255 characters and no NUL.");

        tenant.ActFor(tenantId, string.IsNullOrEmpty(userId) ? "anonymous" : userId);
        return null;
    }
}
