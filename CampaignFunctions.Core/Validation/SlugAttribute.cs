using System.ComponentModel.DataAnnotations;
using System.Text;

namespace CampaignFunctions.Core.Validation;

/// <summary>Letters and digits of any script, in groups joined by '-'.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SlugAttribute : ValidationAttribute
{
    /// <summary>What every dialect of regular expressions can say of it: Python, among others, knows no classes of letters.</summary>
    public const string PublishedPattern = @"^[^\s-]+(-[^\s-]+)*$";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is not string { Length: > 0 } text || text.Split('-').All(IsGroup)
            ? ValidationResult.Success
            : new ValidationResult("must be letters and digits joined by '-', such as summer-sale-2026.", [validationContext.MemberName!]);

    // Rune by rune: expressions see a letter beyond U+FFFF as two halves, neither of which is one.
    private static bool IsGroup(string group) => group.Length > 0 && group.EnumerateRunes().All(rune => Rune.IsLetter(rune) || Rune.IsNumber(rune));
}
