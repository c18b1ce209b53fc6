using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Which campaign spaces: every filter given must hold; platform and category hold for any of their values.</summary>
public abstract record CampaignSpaceSelection : SortedQuery, IValidatableObject
{
    [Description("Any of these platforms.")]
    public IReadOnlyList<Platform>? Platform { get; init; }

    [Text(255)]
    public string? BrandId { get; init; }

    [Text(255)]
    public string? UserId { get; init; }

    public ImportSource? ImportSource { get; init; }

    public bool? IsActive { get; init; }

    public bool? IsArchived { get; init; }

    public bool? IsTemplate { get; init; }

    [Description("Any of these categories.")]
    public IReadOnlyList<string>? Category { get; init; }

    [Description("All of these tags.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("Words, or beginnings of words, that must all occur in name or description; any case.")]
    [Text(200)]
    public string? Search { get; init; }

    [Description("Created at or after this day or instant.")]
    public DateTimeOffset? CreatedFrom { get; init; }

    [Description("Created at or before this instant, or on or before this day.")]
    [EndOfDay]
    public DateTimeOffset? CreatedTo { get; init; }

    [NotNegative]
    public decimal? BudgetMin { get; init; }

    [NotNegative]
    public decimal? BudgetMax { get; init; }

    [NotNegative]
    public long? MinImpressions { get; init; }

    [Description("Percent.")]
    [NotNegative]
    public decimal? MinCtr { get; init; }

    [NotNegative]
    public decimal? MinRoas { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CreatedTo < CreatedFrom)
            yield return new ValidationResult("must not be before created_from.", [nameof(CreatedTo)]);
        if (BudgetMax < BudgetMin)
            yield return new ValidationResult("must not be less than budget_min.", [nameof(BudgetMax)]);
    }

    protected override IEnumerable<string> ColumnNames => CampaignSpaceFilter.SortColumns.Names;
}
