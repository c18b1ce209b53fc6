using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Performance;

/// <summary>One tenant's part of one run of the performance sync: what it read, what it changed, or why it failed.</summary>
public sealed class SyncRun : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public SyncStatus Status { get; set; }
    public required DateOnly WindowFrom { get; init; }
    public required DateOnly WindowTo { get; init; }
    public long RowsRead { get; set; }
    public long RowsChanged { get; set; }
    public long SpacesUpdated { get; set; }
    public long AssetsUpdated { get; set; }
    public long UnmatchedRows { get; set; }
    public string? Error { get; set; }
}
