using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Storage;

/// <summary>Quota that is spoken for by a file on its way. Its id is the file's, or made of the Idempotency-Key the file comes under.</summary>
public sealed class StorageReservation : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required long Bytes { get; init; }

    /// <summary>From then on the sweep may release it: whoever made it has come to an end without saying so.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
