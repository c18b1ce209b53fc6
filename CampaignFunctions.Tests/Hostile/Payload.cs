using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A value that means more to some parser than it says.</summary>
/// <param name="Kind">Whose language it speaks.</param>
/// <param name="Bytes">As it stands in an address, a header or a form.</param>
/// <param name="Json">As it stands in a JSON body.</param>
internal sealed record Payload(string Kind, byte[] Bytes, string Json)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What it says; null when it is no text.</summary>
    public string? Text { get; private init; }

    /// <summary>What goes into a JSON body, which may be no JSON at all.</summary>
    public byte[] JsonBytes => Text is null && Kind == Payloads.NotUnicode ? [(byte)'"', .. Bytes, (byte)'"'] : Encoding.UTF8.GetBytes(Json);

    public static Payload OfText(string kind, string text) => new(kind, Strict.GetBytes(text), JsonSerializer.Serialize(text, Relaxed)) { Text = text };

    public static Payload OfBytes(params byte[] bytes) => new(Payloads.NotUnicode, bytes, "null");

    /// <summary>JSON that is no plain text, and in other places stands as it is written.</summary>
    public static Payload OfJson(string kind, string json) => new(kind, Strict.GetBytes(json), json);

    /// <summary>As it can stand anywhere in an address.</summary>
    public string Escaped => string.Concat(Bytes.Select(letter => char.IsAsciiLetterOrDigit((char)letter) ? $"{(char)letter}" : $"%{letter:X2}"));

    public override string ToString() => $"{Kind} {Json}";
}
