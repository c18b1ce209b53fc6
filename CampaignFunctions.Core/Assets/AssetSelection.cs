using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>Which campaign assets: every filter given must hold; asset_type and platform hold for any of their values.</summary>
public abstract record AssetSelection : SortedQuery, IValidatableObject
{
    private const string Sha256 = "[0-9a-fA-F]{64}";
    private const string Sha256Rule = "must be a SHA-256 of 64 hexadecimal digits.";

    [Description("Any of these types.")]
    public IReadOnlyList<AssetType>? AssetType { get; init; }

    [Description("All of these tags.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("Words, or beginnings of words, that must all occur in name, title, description, headline, ad copy or call to action; any case.")]
    [Text(200)]
    public string? Search { get; init; }

    [Text(255)]
    public string? BrandId { get; init; }

    public Guid? CampaignSpaceId { get; init; }

    [Description("Of spaces on any of these platforms.")]
    public IReadOnlyList<Platform>? Platform { get; init; }

    [NotNegative]
    public long? MinReuses { get; init; }

    [Description("Percent.")]
    [NotNegative]
    public decimal? MinCtr { get; init; }

    [Description("SHA-256, 64 hexadecimal digits.")]
    [RegularExpression(Sha256, ErrorMessage = Sha256Rule)]
    [MinLength(64, ErrorMessage = Sha256Rule)]
    public string? FileHash { get; init; }

    [Description("Created at or after this day or instant.")]
    public DateTimeOffset? CreatedFrom { get; init; }

    [Description("Created at or before this instant, or on or before this day.")]
    [EndOfDay]
    public DateTimeOffset? CreatedTo { get; init; }

    public bool? HasFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CreatedTo < CreatedFrom)
            yield return new ValidationResult("must not be before created_from.", [nameof(CreatedTo)]);
    }

    protected override IEnumerable<string> ColumnNames => AssetFilter.SortColumns.Names;
}
