using System.Buffers.Text;
using System.Text.Json;
using CampaignFunctions.Core.Json;

namespace CampaignFunctions.Core.Lists;

/// <summary>Where a page ended: the list it is of, the sort order it was made in and the last row's place in it. Opaque to callers.</summary>
public sealed record Cursor(string List, string OrderBy, bool OrderDesc, JsonElement Key, Guid Id)
{
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options));

    public static Cursor? TryDecode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text), WireJson.Options);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }
}
