using System.Text.RegularExpressions;
using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Idempotency;

/// <summary>
/// Reads Idempotency-Key (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header): a structured field's
/// string (RFC 9651, 3.3.3). Many send it without the quotes, which then means the same key.
/// </summary>
internal static partial class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";

    public const int MaxLength = 255;

    /// <summary>For the OpenAPI document.</summary>
    public const string Description =
        "A key of your own for this request, 1 to 255 printable ASCII characters. Sent again within 24 hours with the same body, it has no further effect and gets the first "
        + "answer; with anything else, a 422; while the first is being worked on, a 409. An answer that is no success is not kept: correct the request and keep the key.";

    public static Result<string> Read(StringValues header)
    {
        if (header is not [{ } value])
            return IdempotencyErrors.Malformed();

        var match = Pattern().Match(value);
        var key = match.Groups["bare"].Success ? match.Groups["bare"].Value : EscapePattern().Replace(match.Groups["quoted"].Value, "${escaped}");
        return key.Length is > 0 and <= MaxLength ? key : IdempotencyErrors.Malformed();
    }

    [GeneratedRegex("""\A("(?<quoted>([ !#-\[\]-~]|\\["\\])*)"|(?<bare>[!#-+\-./0-:<-\[\]-~]+))\z""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();

    [GeneratedRegex("""\\(?<escaped>["\\])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex EscapePattern();
}
