using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>Images, through libvips' command line (https://www.libvips.org/API/current/using-the-cli.html).</summary>
internal sealed class ImageInspector(LimitedTool tool, MediaOptions options)
{
    private const string SaveAs = WorkFolder.Thumbnail + "[Q=80,effort=2,strip]";
    private const string Bare = "bare.png";
    private const string Grey = "grey.raw";

    public async Task<Result<MediaFacts>> InspectAsync(WorkFolder folder, string file, string mimeType, CancellationToken cancellation)
    {
        var headerAnswer = await tool.RunAsync("vipsheader", folder, ["-a", file], cancellation);
        if (!headerAnswer.Succeeded)
            return Failure(headerAnswer);

        var header = ImageHeader.Parse(headerAnswer.Output);
        if (header.Width > options.MaxSide || header.Height > options.MaxSide || header.Pixels > options.MaxPixels)
            return MediaErrors.TooManyPixels(header.Width, header.Height, options);

        if (!header.IsLoadedAs(mimeType))
            return MediaErrors.Unreadable($"The content isn't {mimeType}.");

        // Without fail-on, libvips fills what a truncated file lacks with grey and succeeds. Its WebP saver writes the EXIF block
        // even when told to strip (8.14), so the PNG saver, which doesn't, comes first.
        string[][] steps =
        [
            ["thumbnail", file, Bare + "[strip,compression=1]", "320", "--height", "320", "--size", "down", "--export-profile", "srgb", "--fail-on", "truncated"],
            ["copy", Bare, SaveAs],
            ["thumbnail", Bare, "small.png", $"{PerceptualHash.Columns}", "--height", $"{PerceptualHash.Rows}", "--size", "force"],
            ["colourspace", "small.png", "flat.png", "b-w"],
            ["rawsave", "flat.png", Grey],
        ];

        foreach (var step in steps)
        {
            var answer = await tool.RunAsync("vips", folder, step, cancellation);
            if (!answer.Succeeded)
                return Failure(answer);
        }

        return header.ToFacts(PerceptualHash.Of(await File.ReadAllBytesAsync(folder[Grey], cancellation)));
    }

    private OperationError Failure(ToolAnswer answer) =>
        answer.RanOutOfLimits ? MediaErrors.TookTooLong(options) : MediaErrors.Unreadable(ImageReason.From(answer.Errors));
}
