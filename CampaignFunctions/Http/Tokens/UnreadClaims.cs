using Google.Apis.Auth;
using Newtonsoft.Json;

namespace CampaignFunctions.Http.Tokens;

/// <summary>
/// The claims as the token library gets to see them: not at all. It would refuse what RFC 7519 allows, a token without iat and
/// times with a fraction; of it only the signature is wanted, and claims are read once, by <see cref="TokenProof"/>.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed class UnreadClaims : JsonWebSignature.Payload
{
    private const long LastSecondOf9999 = 253_402_300_799;

    private sealed class Converter : JsonConverter<UnreadClaims>
    {
        public override bool CanWrite => false;

        public override UnreadClaims ReadJson(JsonReader reader, Type objectType, UnreadClaims? existingValue, bool hasExistingValue, JsonSerializer serializer)
        {
            reader.Skip();
            return new UnreadClaims { IssuedAtTimeSeconds = 0, ExpirationTimeSeconds = LastSecondOf9999 };
        }

        public override void WriteJson(JsonWriter writer, UnreadClaims? value, JsonSerializer serializer) => throw new NotSupportedException("Only read.");
    }
}
