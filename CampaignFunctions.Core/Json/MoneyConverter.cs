using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Json;

/// <summary>Decimals as plain JSON numbers without trailing zeros, so that <c>5000.0000</c> reads <c>5000</c>.</summary>
public sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("must be a number.");

        var written = Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return ExactDecimal.TryParse(written, NumberStyles.Float, out var value)
            ? value
            : throw new JsonException("must be a number of at most 28 digits.");
    }

    // Dividing by a one with 28 decimals is the documented way to normalise a decimal's scale.
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}
