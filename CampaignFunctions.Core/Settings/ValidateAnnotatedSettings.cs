using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Settings;

/// <summary>Holds options against their annotations, whose messages name the setting and need nothing around them.</summary>
internal sealed class ValidateAnnotatedSettings<T> : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var findings = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), findings, validateAllProperties: true);

        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings.Select(finding => finding.ErrorMessage!));
    }
}
