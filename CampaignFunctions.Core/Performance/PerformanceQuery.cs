using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Performance;

/// <summary>How long one period of a series is.</summary>
public enum PerformanceGranularity
{
    Day,
    Week,
    Month,
}

/// <summary>Which days of a series, and how they are put together.</summary>
public sealed record PerformanceQuery : IValidatableObject
{
    [Description("The first day; all days when left out.")]
    public DateOnly? From { get; init; }

    [Description("The last day, included.")]
    public DateOnly? To { get; init; }

    [Description("Weeks begin on Monday.")]
    public PerformanceGranularity Granularity { get; init; } = PerformanceGranularity.Day;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From > To)
            yield return new ValidationResult("must not be after to.", [nameof(From)]);
    }
}
