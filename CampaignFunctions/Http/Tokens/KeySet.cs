using System.Text.Json;

namespace CampaignFunctions.Http.Tokens;

/// <summary>The issuer's keys at one time.</summary>
internal sealed class KeySet(IReadOnlyList<SigningKey> keys)
{
    /// <summary>No issuer has more at a time.</summary>
    private const int MaxKeys = 100;

    public static KeySet Empty { get; } = new([]);

    public bool IsEmpty => keys.Count == 0;

    /// <summary>Keys of a JWKS (https://www.rfc-editor.org/rfc/rfc7517#section-5). Those we cannot use are passed over, as it says.</summary>
    /// <exception cref="InvalidDataException">It is no JWKS, or there is no key in it that could be used.</exception>
    public static KeySet Parse(JsonElement jwks)
    {
        if (jwks.ValueKind != JsonValueKind.Object || !jwks.TryGetProperty("keys", out var listed) || listed.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException("What is there is not a JSON Web Key Set.");

        var keys = listed.EnumerateArray().Take(MaxKeys).Select(SigningKey.From).OfType<SigningKey>().ToList();
        return keys.Count > 0 ? new KeySet(keys) : throw new InvalidDataException("There is no key for RS256 or ES256 in the JSON Web Key Set.");
    }

    /// <summary>The key that a token names; if it names none, the only one there is.</summary>
    public SigningKey? Find(string algorithm, string? keyId)
    {
        if (keyId is null)
            return keys is [var only] && only.Algorithm == algorithm ? only : null;

        foreach (var key in keys)
        {
            if (key.KeyId == keyId && key.Algorithm == algorithm)
                return key;
        }

        return null;
    }
}
