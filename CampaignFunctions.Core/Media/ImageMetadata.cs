namespace CampaignFunctions.Core.Media;

/// <summary>The few header fields that are kept, by allow-list: positions, serial numbers, owners and everything unheard of stay behind.
/// EXIF names: https://exiftool.org/TagNames/EXIF.html</summary>
internal static class ImageMetadata
{
    private const string ColourSpace = "VIPS_INTERPRETATION_";
    private const string Profile = "icc-profile-data";

    private static readonly (string Field, string Name)[] Kept =
    [
        ("exif-ifd0-Make", "camera_make"),
        ("exif-ifd0-Model", "camera_model"),
        ("exif-ifd0-Software", "software"),
        ("exif-ifd2-DateTimeOriginal", "captured_at"),
        ("exif-ifd2-LensModel", "lens_model"),
        ("interpretation", "colour_space"),
        ("bands", "channels"),
        ("n-pages", "pages"),
    ];

    public static IEnumerable<string> FieldNames => Kept.Select(kept => kept.Field).Append(Profile);

    public static Dictionary<string, string> From(IReadOnlyDictionary<string, string> fields)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, name) in Kept)
        {
            if (fields.TryGetValue(field, out var value))
                MetadataText.Add(metadata, name, Plain(value));
        }

        if (fields.ContainsKey(Profile))
            metadata["colour_profile"] = "embedded";

        return metadata;
    }

    /// <summary>libvips gives EXIF text as <c>Canon (Canon, ASCII, 6 components, 6 bytes)</c> and enumerations by their C name.</summary>
    private static string Plain(string value) =>
        value.EndsWith(" bytes)", StringComparison.Ordinal) && value.IndexOf(" (", StringComparison.Ordinal) is var note and > 0 ? value[..note]
        : value.IndexOf(ColourSpace, StringComparison.Ordinal) is var at and >= 0 ? value[(at + ColourSpace.Length)..].TrimEnd(')').ToLowerInvariant()
        : value;
}
