using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth;

namespace CampaignFunctions.Http.Tokens;

/// <summary>
/// One public key of the issuer, good for one algorithm, and the library that checks signatures by it. The library takes keys
/// as a JWKS at an address and tries each of them; here the address stands for this key alone and is answered from memory.
/// </summary>
internal sealed class SigningKey
{
    private const int MinRsaBytes = 2048 / 8;
    private const int MaxRsaBytes = 8192 / 8;
    private const int MaxExponentBytes = 4;

    private readonly SignedTokenVerificationOptions options;

    private SigningKey(string? keyId, string algorithm, string jwk)
    {
        KeyId = keyId;
        Algorithm = algorithm;

        // The library remembers keys by address for the whole process, so an address must never mean two keys.
        var name = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(algorithm + jwk)));
        options = new SignedTokenVerificationOptions
        {
            CertificatesUrl = $"https://{name[..32]}.{name[32..]}.invalid/",
            HttpClientFactory = new KeyFromMemory($$"""{"keys":[{{jwk}}]}"""),
        };
    }

    public string? KeyId { get; }

    public string Algorithm { get; }

    /// <summary>Null when it isn't a public key for RS256 (2048 to 8192 bits) or ES256, or not one for signatures.</summary>
    public static SigningKey? From(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || !IsForSignatures(jwk))
            return null;

        var (algorithm, json) = jwk.TextOf("kty") switch
        {
            "RSA" => ("RS256", Rsa(jwk)),
            "EC" when jwk.TextOf("crv") == "P-256" => ("ES256", Ec(jwk)),
            _ => (string.Empty, null),
        };

        return json is not null && (!jwk.TryGetProperty("alg", out _) || jwk.TextOf("alg") == algorithm)
            ? new SigningKey(jwk.TextOf("kid"), algorithm, json)
            : null;
    }

    /// <summary>Whether this key signed the token. What the token says is nobody's business here.</summary>
    /// <exception cref="InvalidJwtException">It did not.</exception>
    public Task VerifyAsync(string token, CancellationToken cancellation) =>
        JsonWebSignature.VerifySignedTokenAsync<UnreadClaims>(token, options, cancellation);

    private static bool IsForSignatures(JsonElement jwk) =>
        (!jwk.TryGetProperty("use", out _) || jwk.TextOf("use") == "sig")
        && (!jwk.TryGetProperty("key_ops", out var operations)
            || (operations.ValueKind == JsonValueKind.Array && operations.EnumerateArray().Any(operation => operation.Text() == "verify")));

    private static string? Rsa(JsonElement jwk)
    {
        if (Bytes(jwk, "n") is not { Length: >= MinRsaBytes and <= MaxRsaBytes } n || Bytes(jwk, "e") is not { Length: <= MaxExponentBytes } e)
            return null;

        using var rsa = RSA.Create();
        return Imports(() => rsa.ImportParameters(new RSAParameters { Modulus = n, Exponent = e }))
            ? $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(n)}}","e":"{{Base64Url.EncodeToString(e)}}"}"""
            : null;
    }

    private static string? Ec(JsonElement jwk)
    {
        if (Bytes(jwk, "x") is not { Length: 32 } x || Bytes(jwk, "y") is not { Length: 32 } y)
            return null;

        using var ec = ECDsa.Create();
        return Imports(() => ec.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }))
            ? $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}"""
            : null;
    }

    private static byte[]? Bytes(JsonElement jwk, string member) =>
        jwk.TextOf(member) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static bool Imports(Action import)
    {
        try
        {
            import();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
