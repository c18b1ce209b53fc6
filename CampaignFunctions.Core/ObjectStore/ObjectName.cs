using System.Globalization;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// Names of objects, never made of user text: <c>t/{tenant}/{file}</c> for a file, <c>t/{tenant}/{file}.{uuid}.thumb</c>
/// for a thumbnail of it, so that whoever meets an object can find the row that should refer to it.
/// </summary>
public sealed record ObjectName(string TenantId, Guid FileId, bool IsThumbnail)
{
    public const string Root = "t/";
    private const string ThumbnailSuffix = ".thumb";

    public static string OfTenant(string tenantId) => $"{Root}{tenantId}/";

    public static string OfFile(string tenantId, Guid fileId) => $"{OfTenant(tenantId)}{fileId:D}";

    /// <summary>Before the names of all files whose ids are made at this time or later: ids begin with their milliseconds (RFC 9562, 5.7).</summary>
    public static string Since(string tenantId, DateTimeOffset time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return $"{OfTenant(tenantId)}{milliseconds[..8]}-{milliseconds[8..]}";
    }

    /// <summary>Each attempt writes an object of its own; the row says which one counts.</summary>
    public static string OfThumbnail(string fileObject, Guid attempt) => $"{fileObject}.{attempt:N}{ThumbnailSuffix}";

    /// <summary>Null for a name that was not made here.</summary>
    public static ObjectName? TryParse(string name)
    {
        if (name.Split('/') is not ["t", { Length: > 0 } tenantId, var rest])
            return null;

        var isThumbnail = rest.EndsWith(ThumbnailSuffix, StringComparison.Ordinal);
        return Guid.TryParseExact(isThumbnail ? rest.Split('.')[0] : rest, "D", out var fileId)
            ? new ObjectName(tenantId, fileId, isThumbnail)
            : null;
    }
}
