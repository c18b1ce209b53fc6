using System.Globalization;

namespace CampaignFunctions.Core.Media;

/// <summary>ffmpeg's arguments for one frame as a PNG (https://ffmpeg.org/ffmpeg.html). The forced demuxer and the protocol list keep
/// the input from naming others.</summary>
internal static class FrameGrab
{
    public static IEnumerable<string> Arguments(string demuxer, MediaOptions limits, decimal? at, string filter, string frame) =>
    [
        "-nostdin", "-v", "error",
        "-threads", "1",
        .. at is { } seconds ? (string[])["-ss", seconds.ToString(CultureInfo.InvariantCulture)] : [],
        "-max_pixels", $"{limits.MaxPixels}",
        .. Input(demuxer),
        "-map", "0:V:0", "-frames:v", "1", "-vf", filter,
        "-threads", "1", "-c:v", "png", "-f", "image2", "-update", "1", "-y", frame,
    ];

    /// <summary>Also ffprobe's.</summary>
    public static IEnumerable<string> Input(string demuxer) =>
    [
        "-protocol_whitelist", "file",
        "-probesize", "10000000", "-analyzeduration", "10000000",
        "-f", demuxer, "-i", Tools.WorkFolder.Source,
    ];
}
