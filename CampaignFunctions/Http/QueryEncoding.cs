using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace CampaignFunctions.Http;

/// <summary>Looks at a query as it was sent, before the server replaces what it cannot decode.</summary>
internal static partial class QueryEncoding
{
    /// <summary>The first parameter whose name or value is not percent-encoded UTF-8, as it was sent; null when there is none.</summary>
    public static string? FindMalformed(string? query) =>
        query?.Contains('%', StringComparison.Ordinal) == true
            ? query[1..].Split('&').FirstOrDefault(parameter => !IsWellFormed(parameter))?.Split('=')[0]
            : null;

    private static bool IsWellFormed(string parameter)
    {
        var sent = Encoding.UTF8.GetBytes(parameter);
        return !BrokenEscape().IsMatch(parameter) && Utf8.IsValid(WebUtility.UrlDecodeToBytes(sent, 0, sent.Length));
    }

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BrokenEscape();
}
