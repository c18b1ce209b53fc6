using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Spaces;

/// <summary>A campaign on one ad platform, with the assets that run in it and its cached performance.</summary>
public sealed class CampaignSpace : ITenantOwned, ISoftDeleted
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public string? BrandId { get; set; }
    public string? UserId { get; init; }
    public required string CampaignName { get; set; }
    public required string CampaignSlug { get; set; }
    public required Platform Platform { get; set; }
    public string? ExternalCampaignId { get; set; }
    public string? Description { get; set; }
    public string? CampaignObjective { get; set; }
    public string? TargetAudience { get; set; }
    public decimal? Budget { get; set; }
    public required string Currency { get; set; }
    public DateOnly? CampaignStartDate { get; set; }
    public DateOnly? CampaignEndDate { get; set; }
    public bool IsActive { get; set; } = true;
    public ImportSource ImportSource { get; set; }
    public JsonElement ImportMetadata { get; set; }
    public DateTimeOffset? ImportedAt { get; set; }
    public string? ImportedBy { get; set; }
    public string[] Tags { get; set; } = [];
    public string? Category { get; set; }
    public bool IsTemplate { get; set; }
    public JsonElement TemplateMetadata { get; set; }

    public long TotalImpressions { get; set; }
    public long TotalClicks { get; set; }
    public decimal TotalSpend { get; set; }
    public decimal TotalConversions { get; set; }
    public decimal TotalRevenue { get; set; }

    /// <summary>Percent; computed by the database from clicks and impressions.</summary>
    public decimal AvgCtr { get; private set; }

    /// <summary>Revenue ÷ spend; computed by the database.</summary>
    public decimal AvgRoas { get; private set; }
    public DateTimeOffset? PerformanceLastUpdated { get; set; }

    /// <summary>The totals are the sync's. Others, zeros or entered by hand, stay until it has daily rows of the campaign.</summary>
    public bool HasSyncedTotals { get; set; }

    /// <summary>Live assets; changed by <c>n = n + x</c> in the transaction of the asset it counts.</summary>
    public long AssetCount { get; set; }
    public long TotalAssetSizeBytes { get; set; }

    public bool IsArchived { get; set; }
    public DateTimeOffset? ArchivedAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Changes with every write to the row; the ETag is made of it.</summary>
    public uint Version { get; private set; }

    /// <summary>
    /// Before it is linked to another campaign, or to none: numbers of the former campaign are not its own any more, and the sync
    /// fills in those of the new. What was entered by hand while it was linked to none stays until then.
    /// </summary>
    public void ForgetPerformance()
    {
        if (ExternalCampaignId is null)
            return;

        TotalImpressions = 0;
        TotalClicks = 0;
        TotalSpend = 0;
        TotalConversions = 0;
        TotalRevenue = 0;
        HasSyncedTotals = false;
        PerformanceLastUpdated = null;
    }
}
