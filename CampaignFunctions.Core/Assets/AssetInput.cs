using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>The members of a campaign asset that callers write. Its file, counters and performance are not among them.</summary>
public sealed record AssetInput
{
    [Required]
    [Text(255, MinimumLength = 1)]
    public string? AssetName { get; init; }

    [Required]
    public AssetType? AssetType { get; init; }

    [Text(255)]
    public string? BrandId { get; init; }

    /// <summary>The platform's own ad or asset id; the performance sync matches by it.</summary>
    [Text(255, MinimumLength = 1)]
    public string? ExternalAssetId { get; init; }

    /// <summary>Where the public sees the asset, if anywhere.</summary>
    [Text(2_000)]
    [Url(ErrorMessage = "must be an absolute http or https address.")]
    public string? PublicUrl { get; init; }

    [Text(1_000)]
    public string? Title { get; init; }

    [Text(10_000)]
    public string? Description { get; init; }

    [Text(20_000)]
    public string? AdCopyText { get; init; }

    [Text(1_000)]
    public string? HeadlineText { get; init; }

    [Text(255)]
    public string? CtaText { get; init; }

    [TagList]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonObject]
    public JsonElement? PerformanceData { get; init; }

    [JsonObject]
    public JsonElement? PlatformMetadata { get; init; }

    [JsonObject]
    public JsonElement? PlatformVariants { get; init; }

    [JsonObject]
    public JsonElement? ImportMetadata { get; init; }
}
