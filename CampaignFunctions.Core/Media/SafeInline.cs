namespace CampaignFunctions.Core.Media;

/// <summary>Which files a browser may show in place. All others are sent as attachments: SVG, HTML and PDF can carry scripts.</summary>
public static class SafeInline
{
    public static bool Allows(string? mimeType) =>
        mimeType is "image/jpeg" or "image/png" or "image/gif" or "image/webp" or "image/avif"
            or "video/mp4" or "video/webm" or "video/quicktime";
}
