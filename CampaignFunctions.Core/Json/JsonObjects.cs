using System.Text.Json;

namespace CampaignFunctions.Core.Json;

public static class JsonObjects
{
    /// <summary>The value of a metadata member nobody has set.</summary>
    public static JsonElement Empty { get; } = JsonElement.Parse("{}");
}
