using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Where an asset was used again. Every member may be left out; a campaign space given names the place by itself.</summary>
public sealed record TrackReuseInput : IValidatableObject
{
    public const string InCampaignSpace = "campaign_space";

    public Guid? CampaignSpaceId { get; init; }

    /// <summary>What it was used in: <c>campaign_space</c>, <c>landing_page</c>, whatever the caller tells apart.</summary>
    [Text(64, MinimumLength = 1)]
    public string? ReusedInType { get; init; } = InCampaignSpace;

    /// <summary>campaign_space_id when left out.</summary>
    [Text(255, MinimumLength = 1)]
    public string? ReusedInId { get; init; }

    /// <summary>The campaign space's name when left out.</summary>
    [Text(255, MinimumLength = 1)]
    public string? ReusedInName { get; init; }

    [JsonObject]
    public JsonElement? ReuseContext { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Of another type, the id is of something else: of a page made for the campaign, say.
        var isSpace = (ReusedInType ?? InCampaignSpace) == InCampaignSpace;
        if (!isSpace || CampaignSpaceId is not { } space || ReusedInId is not { } id || (Guid.TryParse(id, out var other) && other == space))
            yield break;

        yield return new ValidationResult("names another campaign space than reused_in_id.", [nameof(CampaignSpaceId)]);
        yield return new ValidationResult("names another campaign space than campaign_space_id; give one of them, or the same twice.", [nameof(ReusedInId)]);
    }
}
