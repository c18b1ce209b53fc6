namespace CampaignFunctions.Core.Tenancy;

/// <summary>A customer: the unit of isolation and of storage quota.</summary>
public sealed class Tenant : ITenantOwned
{
    public required string TenantId { get; init; }
    public string? Name { get; set; }

    /// <summary>Bytes this tenant may store; null: the configured default.</summary>
    public long? StorageLimitBytes { get; set; }

    /// <summary>The sizes of the tenant's stored files, each counted once however many assets share it.</summary>
    public long StorageUsedBytes { get; set; }

    /// <summary>The sum of the tenant's reservations: bytes on their way, which count against the limit already.</summary>
    public long StorageReservedBytes { get; set; }
    public long FileCount { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public uint Version { get; private set; }
}
