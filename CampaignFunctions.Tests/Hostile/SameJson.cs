using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Whether two texts of JSON are one value: numbers to the last digit, members in any order.</summary>
internal static class SameJson
{
    public static bool Are(string one, string other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return Are(first.RootElement, second.RootElement);
    }

    /// <summary>Whether two numbers are one, however they are written.</summary>
    public static bool AreNumbers(string one, string other) => Parse(one) == Parse(other);

    private static bool Are(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.Object => one.GetPropertyCount() == other.GetPropertyCount() && one.EnumerateObject().All(member => other.TryGetProperty(member.Name, out var value) && Are(member.Value, value)),
        JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => Are(pair.First, pair.Second)),
        JsonValueKind.String => one.GetString() == other.GetString(),
        JsonValueKind.Number => AreNumbers(one.GetRawText(), other.GetRawText()),
        _ => true,
    };

    // Its digits from the first to the last that is not 0, and how far they are shifted.
    private static (BigInteger Digits, BigInteger Shift) Parse(string number)
    {
        var parts = number.Split('e', 'E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        var shift = (parts.Length > 1 ? BigInteger.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0) - (point < 0 ? 0 : parts[0].Length - point - 1);
        var significant = digits.TrimEnd('0');
        var value = significant is "" or "-" ? 0 : BigInteger.Parse(significant, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return value.IsZero ? (0, 0) : (value, shift + digits.Length - significant.Length);
    }
}
