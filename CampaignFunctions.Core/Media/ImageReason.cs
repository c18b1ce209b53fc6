namespace CampaignFunctions.Core.Media;

/// <summary>libvips' complaints in words for people, and never its own text: that can hold paths.</summary>
internal static class ImageReason
{
    private static readonly (string Complaint, string Reason)[] Known =
    [
        ("Premature end of JPEG", "The JPEG ends before its image does (truncated)."),
        ("Premature end of input", "The JPEG ends before its image does (truncated)."),
        ("not enough data", "The image ends before its picture does (truncated)."),
        ("Unexpected end", "The file ends before its image does (truncated)."),
        ("bad seek", "The file ends before its image does (truncated)."),
        ("libspng read error", "The PNG is damaged or ends before its image does."),
        ("not a known file format", "The content isn't an image that can be read."),
        ("operation is blocked", "The content isn't of an image format that is opened here."),
        ("JPEG datastream contains no image", "The JPEG holds no image."),
        ("out of memory", "The image needs more memory than is allowed."),
        ("unable to allocate", "The image needs more memory than is allowed."),
    ];

    public static string From(string errors) =>
        Known.FirstOrDefault(known => errors.Contains(known.Complaint, StringComparison.OrdinalIgnoreCase)).Reason
        ?? "The image is damaged and can't be read.";
}
