using System.Runtime.InteropServices;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>Header, thumbnail and hash of one image in one decoding.</summary>
internal static class ImagePass
{
    public static ImageAnswer Run(ImageRequest request)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            ReadHeader(request.Path, fields);

            var header = new ImageHeader(fields);
            return header.Fits(request.MaxSide, request.MaxPixels) && header.IsLoadedAs(request.MimeType)
                ? new ImageAnswer(fields, Decode(request), Complaint: null)
                : new ImageAnswer(fields, Hash: null, Complaint: null);
        }
        catch (VipsException refused)
        {
            return new ImageAnswer(fields, Hash: null, refused.Message);
        }
    }

    private static void ReadHeader(string path, Dictionary<string, string> fields)
    {
        var loader = Marshal.PtrToStringUTF8(VipsNative.FindLoader(path)) ?? throw VipsException.Last();
        using var image = VipsOperation.Run(loader, input: null, ("filename", path));

        foreach (var name in ImageHeader.FieldNames)
        {
            if (image.Text(name) is { } value)
                fields[name] = value;
        }
    }

    /// <summary>Without fail-on, libvips fills what a truncated file lacks with grey and succeeds. Its WebP saver passes EXIF on even when told
    /// to strip (8.14), so it is given pixels only.</summary>
    private static long Decode(ImageRequest request)
    {
        using var shrunk = VipsOperation.Run(
            "thumbnail", input: null,
            ("filename", request.Path), ("width", "320"), ("height", "320"), ("size", "down"), ("export-profile", "srgb"), ("fail-on", "truncated"));
        using var coloured = VipsOperation.Run("colourspace", shrunk, ("space", "srgb"));
        using var pixels = coloured.WithoutMetadata();
        using var thumbnail = VipsOperation.Run("copy", pixels, ("interpretation", "srgb"));

        VipsOperation.Save("webpsave", thumbnail, ("filename", request.ThumbnailPath), ("Q", "80"), ("effort", "2"), ("strip", "true"));
        return Hash(thumbnail);
    }

    private static long Hash(VipsImage thumbnail)
    {
        using var opaque = VipsOperation.Run(thumbnail.HasAlpha ? "flatten" : "copy", thumbnail);
        using var small = VipsOperation.Run(
            "thumbnail_image", opaque, ("width", $"{PerceptualHash.Columns}"), ("height", $"{PerceptualHash.Rows}"), ("size", "force"));
        using var grey = VipsOperation.Run("colourspace", small, ("space", "b-w"));

        return PerceptualHash.Of(grey.ToBytes());
    }
}
