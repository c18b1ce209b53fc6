using System.Globalization;

namespace CampaignFunctions.Core.Media;

/// <summary>What libvips knows of an image before decoding it: its header fields by libvips' names
/// (https://www.libvips.org/API/current/libvips-header.html).</summary>
internal sealed record ImageHeader(IReadOnlyDictionary<string, string> Fields)
{
    public int Width => Number("width");

    public int Height => Number("height");

    public long Pixels => (long)Width * Height;

    public int Orientation => Number("orientation") is >= 1 and <= 8 and var orientation ? orientation : 1;

    /// <summary>The fields wanted.</summary>
    public static IEnumerable<string> FieldNames { get; } =
        [.. ImageMetadata.FieldNames, "width", "height", "orientation", "vips-loader"];

    public bool Fits(int maxSide, long maxPixels) => Width <= maxSide && Height <= maxSide && Pixels <= maxPixels;

    /// <summary>libvips goes by content; what it took the file for has to be what the file is stored as.</summary>
    public bool IsLoadedAs(string mimeType) => Fields.GetValueOrDefault("vips-loader") is { } loader && mimeType switch
    {
        "image/jpeg" => loader.StartsWith("jpeg", StringComparison.Ordinal),
        "image/png" => loader.StartsWith("png", StringComparison.Ordinal),
        "image/gif" => loader.StartsWith("gif", StringComparison.Ordinal),
        "image/webp" => loader.StartsWith("webp", StringComparison.Ordinal),
        "image/tiff" => loader.StartsWith("tiff", StringComparison.Ordinal),
        "image/avif" or "image/heic" or "image/heif" => loader.StartsWith("heif", StringComparison.Ordinal),
        _ => false,
    };

    public MediaFacts ToFacts(long hash)
    {
        var (width, height) = Orientation >= 5 ? (Height, Width) : (Width, Height);

        return new MediaFacts(width, height, DurationSeconds: null, Orientation, hash, ImageMetadata.From(Fields), "image/webp");
    }

    private int Number(string name) =>
        int.TryParse(Fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
