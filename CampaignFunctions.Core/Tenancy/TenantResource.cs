using System.Text.Json.Serialization;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>A tenant as it is answered. Sizes in bytes; storage_limit_bytes is null for the configured default.</summary>
public sealed record TenantResource(
    string TenantId,
    string? Name,
    long? StorageLimitBytes,
    long StorageUsedBytes,
    long FileCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IVersioned
{
    [JsonIgnore]
    public string ETag { get; private init; } = string.Empty;

    public static TenantResource From(Tenant tenant) => new(
        tenant.TenantId,
        tenant.Name,
        tenant.StorageLimitBytes,
        tenant.StorageUsedBytes,
        tenant.FileCount,
        tenant.CreatedAt,
        tenant.UpdatedAt)
    {
        ETag = Results.ETag.Of(tenant.Version),
    };
}
