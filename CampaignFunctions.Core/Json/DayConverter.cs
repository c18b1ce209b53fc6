using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Json;

/// <summary>Days as <c>2026-01-22</c>; an instant at midnight UTC is taken as its day.</summary>
public sealed class DayConverter : JsonConverter<DateOnly>
{
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            if (DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;

            if (reader.TryGetDateTimeOffset(out var instant) && instant.ToUniversalTime() is { TimeOfDay.Ticks: 0 } midnight)
                return DateOnly.FromDateTime(midnight.UtcDateTime);
        }

        throw new JsonException("must be a day, such as 2026-01-22.");
    }

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
