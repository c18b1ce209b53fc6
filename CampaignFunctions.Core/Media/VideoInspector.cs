using CampaignFunctions.Core.Media.Tools;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>Videos: facts from ffprobe (https://ffmpeg.org/ffprobe.html), the picture of a tenth of the way in from ffmpeg.</summary>
internal sealed class VideoInspector(LimitedTool tool, ImageInspector images, MediaOptions options)
{
    private const string Frame = "frame.png";
    private const string Shrink = "scale=w='min(640,iw)':h='min(640,ih)':force_original_aspect_ratio=decrease";

    public async Task<Result<MediaFacts>> InspectAsync(WorkFolder folder, string demuxer, CancellationToken cancellation)
    {
        var probe = await tool.RunAsync("ffprobe", folder, VideoProbe.Arguments(demuxer), cancellation);
        if (!probe.Succeeded)
            return probe.RanOutOfLimits ? MediaErrors.TookTooLong(options) : MediaErrors.Unreadable("The video is damaged or isn't of the type it was stored as.");

        if (VideoProbe.Parse(probe.Output) is not { } facts)
            return MediaErrors.Unreadable("The video holds no picture track.");

        if (facts.Width > options.MaxSide || facts.Height > options.MaxSide || (long)facts.Width * facts.Height > options.MaxPixels)
            return MediaErrors.TooManyPixels(facts.Width, facts.Height, options);

        var tenth = facts.DurationSeconds is { } duration ? Math.Round(duration / 10, 3) : (decimal?)null;
        if (!await GrabAsync(folder, demuxer, tenth, cancellation) && !await GrabAsync(folder, demuxer, at: null, cancellation))
            return MediaErrors.Unreadable("No picture of the video can be decoded.");

        var picture = await images.InspectAsync(folder, Frame, "image/png", cancellation);
        return picture.Then<MediaFacts>(frame => facts with { PerceptualHash = frame.PerceptualHash, ThumbnailMimeType = frame.ThumbnailMimeType });
    }

    private async Task<bool> GrabAsync(WorkFolder folder, string demuxer, decimal? at, CancellationToken cancellation)
    {
        await tool.RunAsync("ffmpeg", folder, FrameGrab.Arguments(demuxer, options, at, Shrink, Frame), cancellation);

        return new FileInfo(folder[Frame]) is { Exists: true, Length: > 0 };
    }
}
