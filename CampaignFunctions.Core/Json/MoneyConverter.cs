using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Json;

/// <summary>Decimals as plain JSON numbers without trailing zeros, so that <c>5000.0000</c> reads <c>5000</c>.</summary>
public sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value)
            ? value
            : throw new JsonException("must be a number.");

    // Dividing by a one with 28 decimals is the documented way to normalise a decimal's scale.
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}
