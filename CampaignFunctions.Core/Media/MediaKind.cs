namespace CampaignFunctions.Core.Media;

/// <summary>What there is to process in a stored file.</summary>
public enum MediaKind
{
    None,
    Image,
    Video,
    Pdf,
}

/// <summary>Adds <c>MediaKind.For(mime)</c>.</summary>
public static class MediaKindOfMimeType
{
    extension(MediaKind)
    {
        /// <summary>What a file of this type holds that <see cref="IMediaInspector"/> can look at. SVG holds nothing: it is never rendered.</summary>
        public static MediaKind For(string? mimeType) => mimeType switch
        {
            "image/jpeg" or "image/png" or "image/gif" or "image/webp" or "image/avif" => MediaKind.Image,
            "image/heic" or "image/heif" or "image/tiff" or "image/bmp" => MediaKind.Image,
            "application/pdf" => MediaKind.Pdf,
            not null when VideoDemuxer.For(mimeType) is not null => MediaKind.Video,
            _ => MediaKind.None,
        };
    }
}
