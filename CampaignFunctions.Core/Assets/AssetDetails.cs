using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>What a caller says of an asset, whether in an upload form or later in a PUT.</summary>
public abstract record AssetDetails
{
    [Required]
    public AssetType? AssetType { get; init; }

    [Text(255)]
    public string? BrandId { get; init; }

    /// <summary>The platform's own ad or asset id; the performance sync matches by it.</summary>
    [Text(255, MinimumLength = 1)]
    public string? ExternalAssetId { get; init; }

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

    /// <summary>Trimmed and lower-cased; each counts once.</summary>
    [TagList]
    public IReadOnlyList<string>? Tags { get; init; }
}
