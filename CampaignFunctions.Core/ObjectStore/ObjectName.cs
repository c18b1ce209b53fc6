namespace CampaignFunctions.Core.ObjectStore;

/// <summary>Names of objects: <c>t/{tenant}/{uuid}</c> for a file, the same with <c>.thumb</c> for its thumbnail. Never user text.</summary>
public static class ObjectName
{
    public static string Of(string tenantId, Guid fileId) => $"t/{tenantId}/{fileId:D}";

    public static string ThumbnailOf(string objectName) => $"{objectName}.thumb";

    public static string PrefixOf(string tenantId) => $"t/{tenantId}/";

    /// <summary>The tenant and file a name was made of; false for anything else, thumbnails too.</summary>
    public static bool TryParse(string name, out string tenantId, out Guid fileId)
    {
        var parts = name.Split('/');
        tenantId = parts.Length == 3 ? parts[1] : string.Empty;
        fileId = Guid.Empty;
        return parts is ["t", { Length: > 0 }, var id] && Guid.TryParseExact(id, "D", out fileId);
    }
}
