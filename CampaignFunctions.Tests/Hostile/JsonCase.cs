using System.Text;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>How some JSON reads.</summary>
internal enum JsonVerdict
{
    /// <summary>One value, which RFC 8259 says what it is.</summary>
    Valid,

    /// <summary>The same, which no database could keep or every reader understands otherwise: it may be refused.</summary>
    Doubtful,

    /// <summary>No JSON, or JSON of two meanings: it must be refused.</summary>
    Invalid,
}

/// <summary>One shape of JSON.</summary>
/// <param name="Bytes">It.</param>
/// <param name="Verdict">What the standard says of it.</param>
/// <param name="Means">The same value, plainly written; null where that is how it is written.</param>
internal sealed record JsonCase(byte[] Bytes, JsonVerdict Verdict, string? Means = null)
{
    public string Meaning => Means ?? Encoding.UTF8.GetString(Bytes);

    public static JsonCase Valid(string json, string? means = null) => new(Encoding.UTF8.GetBytes(json), JsonVerdict.Valid, means);

    public static JsonCase Doubtful(string json) => new(Encoding.UTF8.GetBytes(json), JsonVerdict.Doubtful);

    public static JsonCase Invalid(string json) => new(Encoding.UTF8.GetBytes(json), JsonVerdict.Invalid);

    /// <summary>As a part of a larger one.</summary>
    public byte[] In(string before, string after) => [.. Encoding.UTF8.GetBytes(before), .. Bytes, .. Encoding.UTF8.GetBytes(after)];

    public override string ToString()
    {
        var text = Encoding.Latin1.GetString(Bytes);
        return $"{Verdict} {(text.Length > 80 ? $"{text[..80]}… ({text.Length} bytes)" : text)}";
    }
}
