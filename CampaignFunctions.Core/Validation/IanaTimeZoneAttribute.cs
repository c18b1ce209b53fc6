using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>A time zone of the IANA database (https://www.iana.org/time-zones), such as Europe/Berlin.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IanaTimeZoneAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (value is string id && LooksLikeOne(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            ? ValidationResult.Success
            : new ValidationResult("must be a time zone of the IANA database, such as Europe/Berlin or UTC.", [validationContext.MemberName!]);

    // The system looks an id up as a file of that name: nothing else may be meant by it.
    private static bool LooksLikeOne(string id) =>
        id.Length is > 0 and <= 64 && char.IsAsciiLetter(id[0]) && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '+' or '-');
}
