using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Which assets, and reuses of which time: all of them without start_date and end_date.</summary>
public sealed record ReuseAnalyticsQuery : IValidatableObject
{
    public AssetType? AssetType { get; init; }

    [Description("Reuses at or after this day or instant.")]
    public DateTimeOffset? StartDate { get; init; }

    [Description("Reuses at or before this instant, or on or before this day.")]
    [EndOfDay]
    public DateTimeOffset? EndDate { get; init; }

    [Description("How many of the most reused assets.")]
    [Range(1, 50)]
    public int Limit { get; init; } = 10;

    internal bool HasWindow => StartDate is not null || EndDate is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EndDate < StartDate)
            yield return new ValidationResult("must not be before start_date.", [nameof(EndDate)]);
    }
}
