namespace CampaignFunctions.Core.Media;

/// <summary>Makes text out of a file fit to be stored and shown.</summary>
internal static class MetadataText
{
    private const int Longest = 200;

    public static void Add(Dictionary<string, string> metadata, string name, string? value)
    {
        var text = new string([.. (value ?? "").Where(character => !char.IsControl(character) && !char.IsSurrogate(character))]).Trim();
        if (text.Length > 0)
            metadata[name] = text[..Math.Min(text.Length, Longest)];
    }
}
