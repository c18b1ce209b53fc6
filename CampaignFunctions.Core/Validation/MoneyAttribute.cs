using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>An amount ≥ 0 with at most 4 decimals, in the currency of its campaign space.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MoneyAttribute() : RangeAttribute(typeof(decimal), "0", "9999999999999999")
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value switch
        {
            decimal amount when amount is < 0 or > 9_999_999_999_999_999m => Invalid("must be from 0 to 9999999999999999.", validationContext),
            decimal amount when amount != decimal.Round(amount, 4) => Invalid("must have at most 4 decimals.", validationContext),
            _ => ValidationResult.Success,
        };

    private static ValidationResult Invalid(string message, ValidationContext context) => new(message, [context.MemberName!]);
}
