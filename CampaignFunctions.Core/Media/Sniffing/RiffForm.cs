namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>RIFF containers name their form at byte 8.</summary>
internal static class RiffForm
{
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head.StartsWith("RIFF"u8))
            return null;

        var form = head[8..];
        return form.StartsWith("WEBPVP"u8) ? "image/webp"
            : form.StartsWith("WAVE"u8) ? "audio/wav"
            : form.StartsWith("AVI "u8) ? "video/x-msvideo"
            : null;
    }
}
