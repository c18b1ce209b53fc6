using System.Text.Json;

namespace CampaignFunctions.Http.Tokens;

internal static class JsonText
{
    /// <summary>The member's text; null when it isn't there, isn't text, is empty, or is no well-formed Unicode.</summary>
    public static string? TextOf(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.Text() : null;

    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
            return null;
        }
    }
}
