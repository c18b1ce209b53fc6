using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace CampaignFunctions.Core.Validation;

/// <summary>Free-form metadata: any JSON object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonObjectAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => value switch
    {
        null => ValidationResult.Success,
        not JsonElement { ValueKind: JsonValueKind.Object } => Invalid("must be a JSON object.", validationContext),
        JsonElement element when HasNul(element) => Invalid("contains a NUL character, which cannot be stored.", validationContext),
        _ => ValidationResult.Success,
    };

    private static bool HasNul(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => IsNulIn(member.Name) || HasNul(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNul),
        JsonValueKind.String => IsNulIn(element.GetString()!),
        _ => false,
    };

    private static bool IsNulIn(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static ValidationResult Invalid(string message, ValidationContext context) => new(message, [context.MemberName!]);
}
