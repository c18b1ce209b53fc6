using System.Globalization;
using System.Text.RegularExpressions;

namespace CampaignFunctions.Core.Media;

/// <summary>Reads pdfinfo's "Name:   value" lines. Titles, authors and dates are left out.</summary>
internal static partial class PdfInfo
{
    /// <summary>Reads what pdfinfo wrote.</summary>
    /// <returns>The facts without the picture's, in whole points; null when there is no page.</returns>
    public static MediaFacts? Parse(string output)
    {
        var size = PageSize().Match(output);
        if (!size.Success || Line(output, "Pages") is not { } pages || pages == "0")
            return null;

        var (width, height) = (Points(size.Groups["width"]), Points(size.Groups["height"]));
        if (Line(output, "Page rot") is "90" or "270")
            (width, height) = (height, width);

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        MetadataText.Add(metadata, "pages", pages);
        MetadataText.Add(metadata, "pdf_version", Line(output, "PDF version"));
        MetadataText.Add(metadata, "software", Line(output, "Producer"));

        return new MediaFacts(width, height, DurationSeconds: null, Orientation: 1, PerceptualHash: 0, metadata, ThumbnailMimeType: "");
    }

    /// <summary>The last of a name: pdfinfo writes the document's own texts first, its findings after them.</summary>
    private static string? Line(string output, string name) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();

    private static int Points(Group group) => (int)Math.Round(double.Parse(group.ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^Page size:\s+(?<width>\d{1,7}(\.\d+)?) x (?<height>\d{1,7}(\.\d+)?) pts", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageSize();
}
