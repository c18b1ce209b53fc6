namespace CampaignFunctions.Core.Media;

/// <summary>What a look at a file found.</summary>
/// <param name="Width">Pixels as a viewer sees them, after orientation; points on a PDF's first page.</param>
/// <param name="Height">As <paramref name="Width"/>.</param>
/// <param name="DurationSeconds">Of a video, to the millisecond; null otherwise or where the file doesn't say.</param>
/// <param name="Orientation">EXIF's, 1 to 8 (https://exiftool.org/TagNames/EXIF.html); 1 where there is none.</param>
/// <param name="PerceptualHash">See <see cref="Media.PerceptualHash"/>; of a video's thumbnail frame, of a PDF's first page.</param>
/// <param name="Metadata">An allow-listed few facts by snake_case name, such as <c>camera_make</c>, <c>codec</c>, <c>pages</c>. Never a position or a person.</param>
/// <param name="ThumbnailMimeType">Of the thumbnail written.</param>
public sealed record MediaFacts(
    int Width,
    int Height,
    decimal? DurationSeconds,
    int Orientation,
    long PerceptualHash,
    IReadOnlyDictionary<string, string> Metadata,
    string ThumbnailMimeType);
