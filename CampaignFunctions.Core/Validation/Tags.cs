namespace CampaignFunctions.Core.Validation;

/// <summary>Tags mean the same however they were typed: trimmed, lower-cased, each once, in the order given.</summary>
public static class Tags
{
    public static string[] Normalise(IEnumerable<string> tags) =>
        [.. tags.Select(Clean).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string Clean(string tag) => tag.Trim().ToLowerInvariant();
}
