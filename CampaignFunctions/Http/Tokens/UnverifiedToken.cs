using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Http.Tokens;

/// <summary>
/// A signed token (RFC 7515, compact) taken apart, before anybody vouches for it. There must be one way to read it: the
/// signature is checked by a library with a JSON reader of its own, so whatever two readers could take differently is refused.
/// </summary>
internal sealed record UnverifiedToken(string Text, string Algorithm, string? KeyId, JsonElement Claims)
{
    /// <summary>Members that bring keys along or change what the signature means (RFC 7515, 4.1; RFC 7797; RFC 7516). Others are passed over, as RFC 7515 says.</summary>
    private static readonly string[] RefusedMembers = ["crit", "b64", "jku", "jwk", "x5u", "x5c", "zip", "enc", "epk", "cty"];

    /// <summary>The types of access and identity tokens (RFC 9068, RFC 7519), with or without "application/". Many issuers write none.</summary>
    private static readonly string[] Types = ["JWT", "at+jwt"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static Result<UnverifiedToken> Parse(string text)
    {
        var parts = text.Split('.', 4);
        if (parts.Length != 3)
            return TokenErrors.Refused("is not three parts joined by dots");
        if (parts[2].Length == 0)
            return TokenErrors.Refused("is not signed");

        if (Decode(parts[0]) is not { } headerBytes || Decode(parts[1]) is not { } claimsBytes || Decode(parts[2]) is null)
            return TokenErrors.Refused("is not written in base64url");

        if (JsonObject(headerBytes) is not { } header || JsonObject(claimsBytes) is not { } claims)
            return TokenErrors.Refused("is not made of plain JSON objects");

        return Read(text, header, claims);
    }

    private static Result<UnverifiedToken> Read(string text, JsonElement header, JsonElement claims)
    {
        if (RefusedMembers.Any(name => header.TryGetProperty(name, out _)))
            return TokenErrors.Refused("has a header member that is not allowed here");

        if (header.TryGetProperty("typ", out _) && !IsKnownType(header.TextOf("typ")))
            return TokenErrors.Refused("is of a type that is not accepted here");

        // The only two there are here, so neither "none" nor a secret's HS256 ever meets a public key.
        if (header.TextOf("alg") is not ("RS256" or "ES256") || header.TextOf("alg") is not { } algorithm)
            return TokenErrors.Refused("is signed by another algorithm than RS256 or ES256");

        var keyId = header.TextOf("kid");
        return keyId is null && header.TryGetProperty("kid", out _)
            ? TokenErrors.Refused("names its key by something else than text")
            : new UnverifiedToken(text, algorithm, keyId, claims);
    }

    private static bool IsKnownType(string? type)
    {
        const string prefix = "application/";
        var name = type?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true ? type[prefix.Length..] : type;
        return Types.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    // Null unless it is the one way to write these bytes: no padding, no white space, no stray bits at the end.
    private static byte[]? Decode(string part)
    {
        if (part.Length == 0 || !Base64Url.IsValid(part))
            return null;

        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }

    private static JsonElement? JsonObject(byte[] json)
    {
        try
        {
            return Utf8.IsValid(json) && JsonElement.Parse(json, Strict) is { ValueKind: JsonValueKind.Object } element ? element : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
