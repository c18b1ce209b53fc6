using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Reuse;

/// <summary>One use of an asset again, somewhere: the row behind reused_count, the history and the analytics.</summary>
public sealed class ReuseEvent : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid AssetId { get; init; }

    /// <summary>Made of reused_at (<see cref="Time.TimeOrderedId"/>): sorts by it within an asset.</summary>
    public required Guid Id { get; init; }
    public required DateTimeOffset ReusedAt { get; init; }
    public Guid? CampaignSpaceId { get; init; }
    public required string ReusedInType { get; init; }
    public string? ReusedInId { get; init; }

    /// <summary>The name then; it stays readable when what it names is gone.</summary>
    public string? ReusedInName { get; init; }
    public JsonElement ReuseContext { get; init; }
    public string? UserId { get; init; }
    public CampaignAsset? Asset { get; init; }
    public CampaignSpace? CampaignSpace { get; init; }
}
