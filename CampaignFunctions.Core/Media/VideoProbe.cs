using System.Globalization;
using System.Text.Json;

namespace CampaignFunctions.Core.Media;

/// <summary>ffprobe's question and its answer in JSON.</summary>
internal static class VideoProbe
{
    private const string Wanted =
        "stream=codec_name,width,height,avg_frame_rate,duration,color_space:stream_side_data=rotation:format=duration";

    public static IEnumerable<string> Arguments(string demuxer) =>
        ["-v", "error", "-select_streams", "V:0", "-show_entries", Wanted, "-of", "json", .. FrameGrab.Input(demuxer)];

    /// <summary>Reads what ffprobe wrote.</summary>
    /// <returns>The facts without the picture's; null when there is no video stream.</returns>
    public static MediaFacts? Parse(string json)
    {
        var probe = JsonSerializer.Deserialize<Probe>(json, JsonSerializerOptions.Web);
        if (probe is not { Streams: [{ Width: > 0, Height: > 0 } stream, ..] })
            return null;

        var turned = stream.SideData.Any(data => data.Rotation is { } rotation && (int)Math.Abs(rotation) % 180 == 90);
        var (width, height) = turned ? (stream.Height, stream.Width) : (stream.Width, stream.Height);

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        MetadataText.Add(metadata, "codec", stream.CodecName);
        MetadataText.Add(metadata, "frame_rate", FrameRate(stream.AvgFrameRate));
        MetadataText.Add(metadata, "colour_space", stream.ColorSpace is "unknown" ? null : stream.ColorSpace);

        return new MediaFacts(
            width, height, Seconds(probe.Format?.Duration) ?? Seconds(stream.Duration), Orientation: 1, PerceptualHash: 0, metadata, ThumbnailMimeType: "");
    }

    private static decimal? Seconds(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Math.Round(seconds, 3) : null;

    /// <summary>A fraction, such as 30000/1001.</summary>
    private static string? FrameRate(string? fraction) =>
        fraction?.Split('/') is [var over, var under]
        && double.TryParse(over, CultureInfo.InvariantCulture, out var frames)
        && double.TryParse(under, CultureInfo.InvariantCulture, out var seconds)
        && frames > 0 && seconds > 0
            ? (frames / seconds).ToString("0.###", CultureInfo.InvariantCulture)
            : null;

    private sealed record Probe(Stream[]? Streams, Format? Format);

    private sealed record Format(string? Duration);

    private sealed record SideDatum(double? Rotation);

    private sealed record Stream(int Width, int Height, string? Duration)
    {
        [System.Text.Json.Serialization.JsonPropertyName("codec_name")]
        public string? CodecName { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("avg_frame_rate")]
        public string? AvgFrameRate { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("color_space")]
        public string? ColorSpace { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("side_data_list")]
        public SideDatum[] SideData { get; init; } = [];
    }
}
