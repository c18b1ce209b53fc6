namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>Types whose files prove themselves: a file claimed to be one whose bytes don't say so isn't.</summary>
internal static class ProvableTypes
{
    private static readonly HashSet<string> Known = new(Signature.MimeTypes, StringComparer.Ordinal)
    {
        "image/bmp", "image/webp", "image/avif", "image/heic", "image/heif", "image/svg+xml",
        "video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo", "video/mpeg", "video/mp2t",
        "audio/wav", "audio/mp4", "audio/ogg", "video/ogg", "audio/webm",
        "application/zip", "application/epub+zip", "application/x-msdownload",
    };

    public static bool Contains(string mimeType) =>
        Known.Contains(mimeType) || OfficeTypes.IsOffice(mimeType) || ClaimAgreement.IsText(mimeType);
}
