using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Reads <c>Authorization: Bearer …</c> (https://www.rfc-editor.org/rfc/rfc6750#section-2.1). Tokens in queries or forms are not looked for: they end up in logs.</summary>
internal static class BearerToken
{
    /// <summary>Characters. Nothing longer is looked at.</summary>
    public const int MaxLength = 8 * 1024;

    private const string Scheme = "Bearer";

    public static Result<string> Read(StringValues authorization)
    {
        if (authorization.Count > 1)
            return TokenErrors.Refused("came with another Authorization header");

        var header = authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || (header.Length > Scheme.Length && header[Scheme.Length] != ' '))
            return TokenErrors.Missing();

        if (header.Length <= Scheme.Length + 1)
            return TokenErrors.Refused("is empty");

        var token = header[(Scheme.Length + 1)..];
        return token.Length > MaxLength ? TokenErrors.Refused($"has more than {MaxLength} characters") : token;
    }
}
