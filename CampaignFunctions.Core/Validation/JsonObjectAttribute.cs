using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace CampaignFunctions.Core.Validation;

/// <summary>Free-form metadata: any JSON object.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JsonObjectAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null or JsonElement { ValueKind: JsonValueKind.Object }
            ? ValidationResult.Success
            : new ValidationResult("must be a JSON object.", [validationContext.MemberName!]);
}
