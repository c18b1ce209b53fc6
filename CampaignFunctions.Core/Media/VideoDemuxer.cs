namespace CampaignFunctions.Core.Media;

/// <summary>The one ffmpeg demuxer a video's type is read with. Forcing it keeps playlists (HLS, DASH, concat), which open other files,
/// from ever being recognised (https://ffmpeg.org/ffmpeg-formats.html#Demuxers).</summary>
internal static class VideoDemuxer
{
    public static string? For(string mimeType) => mimeType switch
    {
        "video/mp4" or "video/quicktime" => "mov",
        "video/webm" or "video/x-matroska" => "matroska",
        "video/x-msvideo" => "avi",
        "video/mpeg" => "mpeg",
        "video/mp2t" => "mpegts",
        _ => null,
    };
}
