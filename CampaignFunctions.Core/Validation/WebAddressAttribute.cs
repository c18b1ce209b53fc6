using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace CampaignFunctions.Core.Validation;

/// <summary>An address a browser can be sent to: http or https, with a host, and nothing in it that two readers could take differently.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class WebAddressAttribute : ValidationAttribute
{
    /// <summary>What every dialect of regular expressions can say of it.</summary>
    public const string PublishedPattern = @"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@\\]+([/?#]\S*)?$";

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || (value is string text && Form().IsMatch(text) && HasHost(text))
            ? ValidationResult.Success
            : new ValidationResult("must be an absolute http or https address with a host, without user name, spaces or control characters.", [validationContext.MemberName!]);

    private static bool HasHost(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    [GeneratedRegex(@"^https?://[^\s\p{Cc}/?#@\\]+([/?#][^\s\p{Cc}]*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
