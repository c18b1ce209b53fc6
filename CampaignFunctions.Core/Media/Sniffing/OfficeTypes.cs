namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>Office documents' MIME types (https://www.iana.org/assignments/media-types).</summary>
internal static class OfficeTypes
{
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>An OLE compound file that doesn't say which program's.</summary>
    public const string Ole = "application/x-ole-storage";

    public const string Doc = "application/msword";
    public const string Xls = "application/vnd.ms-excel";
    public const string Ppt = "application/vnd.ms-powerpoint";

    public static bool IsOle(string mimeType) => mimeType is Ole or Doc or Xls or Ppt or "application/vnd.ms-outlook" or "application/x-msi";

    public static bool IsOffice(string mimeType) =>
        mimeType is Docx or Xlsx or Pptx or Doc or Xls or Ppt or Ole
        || mimeType.StartsWith("application/vnd.openxmlformats-officedocument.", StringComparison.Ordinal)
        || mimeType.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal)
        || mimeType.StartsWith("application/vnd.ms-", StringComparison.Ordinal)
        || mimeType.StartsWith("application/vnd.apple.", StringComparison.Ordinal);
}
