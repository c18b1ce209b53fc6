using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Validation;

/// <summary>Holds a request against the annotations of its members: the same that its published schema is made of.</summary>
public static class Validate
{
    public static Result<T> Request<T>(T request)
        where T : notnull
    {
        var findings = new List<ValidationResult>();
        Validator.TryValidateObject(request, new ValidationContext(request), findings, validateAllProperties: true);

        return findings.Count == 0 ? request : OperationError.Invalid(ByMember(findings));
    }

    private static Dictionary<string, string[]> ByMember(List<ValidationResult> findings) =>
        findings
            .SelectMany(finding => finding.MemberNames.DefaultIfEmpty("body"), (finding, member) => (Member: WireName.Of(member), Message: MessageOf(finding, member)))
            .GroupBy(finding => finding.Member, finding => finding.Message, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    // The framework's own messages speak of "The CampaignName field"; ours name the member as the caller spelt it.
    private static string MessageOf(ValidationResult finding, string member)
    {
        var message = finding.ErrorMessage ?? "is not valid.";
        return message.Replace($"The {member} field ", string.Empty, StringComparison.Ordinal)
            .Replace($"The field {member} ", string.Empty, StringComparison.Ordinal);
    }
}
