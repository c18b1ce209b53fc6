using System.Net;

namespace CampaignFunctions.Http.Tokens;

/// <summary>What settings about tokens may look like.</summary>
internal static class TokenSetting
{
    /// <summary>Text without blanks.</summary>
    public static bool IsName(string? value) => !string.IsNullOrEmpty(value) && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    /// <summary>An https address; http only on the loopback interface.</summary>
    public static bool IsSafeAddress(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(uri)))
        && uri is { UserInfo: "", Fragment: "" };

    private static bool IsLoopback(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
