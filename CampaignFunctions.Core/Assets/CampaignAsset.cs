using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Assets;

/// <summary>An image, video, text or document used in a campaign. What its bytes are stands in its <see cref="StoredFile"/>, which assets share.</summary>
public sealed class CampaignAsset : ITenantOwned, ISoftDeleted
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CampaignSpaceId { get; init; }
    public string? BrandId { get; set; }
    public string? UserId { get; init; }
    public required string AssetName { get; set; }
    public required AssetType AssetType { get; set; }
    public string? ExternalAssetId { get; set; }
    public string? PublicUrl { get; set; }
    public Guid? StoredFileId { get; init; }
    public StoredFile? StoredFile { get; init; }

    /// <summary>True for an asset that may stand beside another of the same space with the same bytes.</summary>
    public bool IsDuplicateAllowed { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }
    public string? AdCopyText { get; set; }
    public string? HeadlineText { get; set; }
    public string? CtaText { get; set; }
    public string[] Tags { get; set; } = [];

    public long Impressions { get; set; }
    public long Clicks { get; set; }
    public decimal Conversions { get; set; }
    public decimal Spend { get; set; }
    public decimal Revenue { get; set; }

    /// <summary>Percent; computed by the database from clicks and impressions.</summary>
    public decimal Ctr { get; private set; }
    public DateTimeOffset? PerformanceLastUpdated { get; set; }
    public JsonElement PerformanceData { get; set; }
    public JsonElement PlatformMetadata { get; set; }
    public JsonElement PlatformVariants { get; set; }

    /// <summary>The number of rows in reuse_events; changed only together with them.</summary>
    public long ReusedCount { get; set; }
    public DateTimeOffset? LastReusedAt { get; set; }
    public JsonElement ImportMetadata { get; set; }
    public DateTimeOffset? ImportedAt { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Deleted because its space was: restored with the space, and only then.</summary>
    public bool DeletedWithSpace { get; set; }

    /// <summary>Changes with every write to the row; what the answer shows of the file is the other half of the ETag.</summary>
    public uint Version { get; private set; }
    public CampaignSpace? CampaignSpace { get; init; }

    /// <summary>
    /// Before it is linked to another ad, or to none: numbers of the former ad are not its own any more, and the sync fills in those
    /// of the new. What was entered by hand while it was linked to none stays until then.
    /// </summary>
    public void ForgetPerformance()
    {
        PerformanceLastUpdated = null;
        if (ExternalAssetId is null)
            return;

        Impressions = 0;
        Clicks = 0;
        Conversions = 0;
        Spend = 0;
        Revenue = 0;
    }
}
