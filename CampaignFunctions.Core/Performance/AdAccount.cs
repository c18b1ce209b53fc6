using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Performance;

/// <summary>An advertiser account on a platform. It belongs to one tenant; only its rows ever reach that tenant.</summary>
public sealed class AdAccount : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Platform Platform { get; init; }
    public required string AccountId { get; init; }

    /// <summary>Its place in lists; callers name an account by platform and account id.</summary>
    public required Guid Id { get; init; }
    public string? AccountName { get; set; }
    public string? Currency { get; set; }
    public string? TimeZone { get; set; }

    /// <summary>The watermark: the last full UTC day of the window that was last synced.</summary>
    public DateOnly? SyncedThrough { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public uint Version { get; private set; }
}
