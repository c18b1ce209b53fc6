using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>Text of at most so many characters, counted as people and PostgreSQL do: an emoji is one, not two.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute(int maximumLength) : StringLengthAttribute(maximumLength)
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string text)
            return ValidationResult.Success;

        var length = text.EnumerateRunes().Count();
        if (length > MaximumLength || length < MinimumLength)
            return Invalid($"must have {MinimumLength} to {MaximumLength} characters; it has {length}.", validationContext);

        return text.Contains('\0', StringComparison.Ordinal)
            ? Invalid("contains a NUL character, which cannot be stored.", validationContext)
            : ValidationResult.Success;
    }

    private static ValidationResult Invalid(string message, ValidationContext context) => new(message, [context.MemberName!]);
}
