using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Spaces;

/// <summary>A campaign space as it is answered. Money in its currency; avg_ctr in percent; avg_roas is revenue ÷ spend.</summary>
public sealed record CampaignSpaceResource(
    Guid Id,
    string TenantId,
    string? BrandId,
    string? UserId,
    string CampaignName,
    string CampaignSlug,
    Platform Platform,
    string? ExternalCampaignId,
    string? Description,
    string? CampaignObjective,
    string? TargetAudience,
    decimal? Budget,
    string Currency,
    DateOnly? CampaignStartDate,
    DateOnly? CampaignEndDate,
    bool IsActive,
    ImportSource ImportSource,
    JsonElement ImportMetadata,
    DateTimeOffset? ImportedAt,
    string? ImportedBy,
    IReadOnlyList<string> Tags,
    string? Category,
    bool IsTemplate,
    JsonElement TemplateMetadata,
    long TotalImpressions,
    long TotalClicks,
    decimal TotalSpend,
    decimal TotalConversions,
    decimal TotalRevenue,
    decimal AvgCtr,
    decimal AvgRoas,
    DateTimeOffset? PerformanceLastUpdated,
    long AssetCount,
    long TotalAssetSizeBytes,
    bool IsArchived,
    DateTimeOffset? ArchivedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IVersioned
{
    [JsonIgnore]
    public string ETag { get; private init; } = string.Empty;

    public static CampaignSpaceResource From(CampaignSpace space) => new(
        space.Id,
        space.TenantId,
        space.BrandId,
        space.UserId,
        space.CampaignName,
        space.CampaignSlug,
        space.Platform,
        space.ExternalCampaignId,
        space.Description,
        space.CampaignObjective,
        space.TargetAudience,
        space.Budget,
        space.Currency,
        space.CampaignStartDate,
        space.CampaignEndDate,
        space.IsActive,
        space.ImportSource,
        space.ImportMetadata,
        space.ImportedAt,
        space.ImportedBy,
        space.Tags,
        space.Category,
        space.IsTemplate,
        space.TemplateMetadata,
        space.TotalImpressions,
        space.TotalClicks,
        space.TotalSpend,
        space.TotalConversions,
        space.TotalRevenue,
        space.AvgCtr,
        space.AvgRoas,
        space.PerformanceLastUpdated,
        space.AssetCount,
        space.TotalAssetSizeBytes,
        space.IsArchived,
        space.ArchivedAt,
        space.CreatedAt,
        space.UpdatedAt)
    {
        ETag = Results.ETag.Of(space.Version),
    };
}
