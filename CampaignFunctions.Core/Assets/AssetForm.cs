using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>The fields of an upload form beside its file.</summary>
public sealed record AssetForm
{
    /// <summary>The file's name when left out.</summary>
    [Text(255, MinimumLength = 1)]
    public string? AssetName { get; init; }

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

    /// <summary>Comma-separated.</summary>
    [TagList]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>True: make a second asset of the same bytes in this space; it shares the stored file.</summary>
    public bool SkipDuplicateCheck { get; init; }
}
