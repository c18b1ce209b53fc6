using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>The members of a campaign space that callers write. Counters and totals are not among them.</summary>
public sealed record CampaignSpaceInput : IValidatableObject
{
    [Required]
    [Text(255, MinimumLength = 1)]
    public string? CampaignName { get; init; }

    [Required]
    public Platform? Platform { get; init; }

    /// <summary>Made of the name when left out.</summary>
    [Text(255, MinimumLength = 1)]
    [Slug]
    public string? CampaignSlug { get; init; }

    [Text(255)]
    public string? BrandId { get; init; }

    /// <summary>The platform's own id; the performance sync matches by it.</summary>
    [Text(255, MinimumLength = 1)]
    public string? ExternalCampaignId { get; init; }

    [Text(10_000)]
    public string? Description { get; init; }

    [Text(1_000)]
    public string? CampaignObjective { get; init; }

    [Text(10_000)]
    public string? TargetAudience { get; init; }

    [Money]
    public decimal? Budget { get; init; }

    /// <summary>ISO 4217.</summary>
    [Required]
    [Currency]
    public string? Currency { get; init; } = "USD";

    public DateOnly? CampaignStartDate { get; init; }

    public DateOnly? CampaignEndDate { get; init; }

    [Required]
    public bool? IsActive { get; init; } = true;

    [Required]
    public ImportSource? ImportSource { get; init; } = Spaces.ImportSource.ManualUpload;

    [JsonObject]
    public JsonElement? ImportMetadata { get; init; }

    [TagList]
    public IReadOnlyList<string>? Tags { get; init; }

    [Text(255, MinimumLength = 1)]
    public string? Category { get; init; }

    [Required]
    public bool? IsTemplate { get; init; } = false;

    [JsonObject]
    public JsonElement? TemplateMetadata { get; init; }

    [Required]
    public bool? IsArchived { get; init; } = false;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CampaignEndDate < CampaignStartDate)
            yield return new ValidationResult("must not be before campaign_start_date.", [nameof(CampaignEndDate)]);
    }
}
