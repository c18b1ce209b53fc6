namespace CampaignFunctions.Core.Tenancy;

/// <summary>For whom this invocation acts: exactly one tenant, set once. Everything that is tenant-scoped reads it from here.</summary>
public sealed class TenantContext
{
    private string? tenantId;

    /// <summary>The tenant.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said yet for which tenant this invocation acts.</exception>
    public string TenantId => tenantId ?? throw new InvalidOperationException("This invocation acts for no tenant yet.");

    public string UserId { get; private set; } = "anonymous";

    public bool IsSet => tenantId is not null;

    public void ActFor(string tenant, string user)
    {
        if (tenantId is not null && !string.Equals(tenantId, tenant, StringComparison.Ordinal))
            throw new InvalidOperationException("An invocation acts for one tenant; it cannot change to another.");

        tenantId = tenant;
        UserId = user;
    }
}
