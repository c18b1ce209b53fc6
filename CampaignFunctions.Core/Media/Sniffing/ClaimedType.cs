namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>A sender's Content-Type reduced to the registered name of its type: no parameters, no aliases.</summary>
internal static class ClaimedType
{
    /// <summary>Reads a Content-Type.</summary>
    /// <returns>Null when nothing is claimed.</returns>
    public static string? Parse(string? claimed)
    {
        var type = claimed?.Split(';')[0].Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(type) || !type.Contains('/', StringComparison.Ordinal))
            return null;

        return type switch
        {
            "application/octet-stream" or "binary/octet-stream" or "application/x-binary" => null,
            "image/jpg" or "image/pjpeg" or "image/jfif" => "image/jpeg",
            "image/x-png" or "image/apng" => "image/png",
            "image/x-ms-bmp" or "image/x-bmp" => "image/bmp",
            "image/tif" => "image/tiff",
            "image/vnd.microsoft.icon" or "image/ico" => "image/x-icon",
            "image/psd" or "image/x-psd" or "application/x-photoshop" => "image/vnd.adobe.photoshop",
            "image/svg" => "image/svg+xml",
            "video/avi" or "video/msvideo" or "video/vnd.avi" => "video/x-msvideo",
            "video/mpg" or "video/x-mpeg" => "video/mpeg",
            "video/x-m4v" or "video/m4v" => "video/mp4",
            "video/matroska" => "video/x-matroska",
            "audio/mp3" or "audio/x-mp3" or "audio/x-mpeg" => "audio/mpeg",
            "audio/wave" or "audio/x-wav" or "audio/vnd.wave" => "audio/wav",
            "audio/x-m4a" or "audio/m4a" => "audio/mp4",
            "application/x-pdf" => "application/pdf",
            "application/x-zip-compressed" or "application/x-zip" => "application/zip",
            "application/x-gzip" => "application/gzip",
            "text/rtf" => "application/rtf",
            "application/x-msdos-program" or "application/vnd.microsoft.portable-executable" => "application/x-msdownload",
            "application/x-executable" or "application/x-sharedlib" => "application/x-elf",
            _ => type,
        };
    }
}
