using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>BMP, which libvips reads only through ImageMagick, a loader that isn't for untrusted files. ffmpeg makes a PNG of it first.</summary>
internal sealed class BitmapInspector(LimitedTool tool, ImageInspector images, MediaOptions options)
{
    private const string Frame = "frame.png";

    public async Task<Result<MediaFacts>> InspectAsync(WorkFolder folder, CancellationToken cancellation)
    {
        var answer = await tool.RunAsync("ffmpeg", folder, FrameGrab.Arguments("bmp_pipe", options, at: null, filter: "null", Frame), cancellation);
        if (answer.RanOutOfLimits)
            return MediaErrors.TookTooLong(options);

        return File.Exists(folder[Frame]) && answer.Succeeded
            ? await images.InspectAsync(folder, Frame, "image/png", cancellation)
            : MediaErrors.Unreadable("The BMP is damaged, ends before its image does, or is larger than what is opened.");
    }
}
