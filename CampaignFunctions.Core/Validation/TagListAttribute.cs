using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>At most 50 tags of at most 64 characters, counted after <see cref="Tags.Normalise"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TagListAttribute : ValidationAttribute
{
    public const int MaxTags = 50;
    public const int MaxLength = 64;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not IEnumerable<string> given)
            return ValidationResult.Success;
        // JSON's null is checked where a member is, but not where an item is.
        if (given.Any(tag => tag is null))
            return Invalid("a tag is text, not null.", validationContext);

        var tags = Tags.Normalise(given);
        if (tags.Length > MaxTags)
            return Invalid($"at most {MaxTags} tags; there are {tags.Length}.", validationContext);

        var tooLong = tags.FirstOrDefault(tag => tag.EnumerateRunes().Count() > MaxLength);
        if (tooLong is not null)
            return Invalid($"a tag has at most {MaxLength} characters; '{tooLong[..20]}…' has more.", validationContext);

        return tags.Any(tag => tag.Contains('\0', StringComparison.Ordinal))
            ? Invalid("contains a NUL character, which cannot be stored.", validationContext)
            : ValidationResult.Success;
    }

    private static ValidationResult Invalid(string message, ValidationContext context) => new(message, [context.MemberName!]);
}
