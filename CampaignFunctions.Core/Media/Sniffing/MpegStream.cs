namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>MPEG program and transport streams (ISO/IEC 13818-1) and MP3 frames without an ID3 tag: recognised by repeating sync patterns.</summary>
internal static class MpegStream
{
    private const byte TransportSync = 0x47;

    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0xBA]) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0xB3]))
            return "video/mpeg";

        if (Repeats(head, start: 0, packet: 188) || Repeats(head, start: 4, packet: 192))
            return "video/mp2t";

        return IsMp3Frame(head) ? "audio/mpeg" : null;
    }

    private static bool Repeats(ReadOnlySpan<byte> head, int start, int packet) =>
        head.Length > start + (2 * packet)
        && head[start] == TransportSync
        && head[start + packet] == TransportSync
        && head[start + (2 * packet)] == TransportSync;

    private static bool IsMp3Frame(ReadOnlySpan<byte> head) =>
        head.Length > 4
        && head[0] == 0xFF
        && (head[1] & 0xE6) == 0xE2
        && (head[1] & 0x18) != 0x08
        && (head[2] & 0xF0) is not (0xF0 or 0)
        && (head[2] & 0x0C) != 0x0C;
}
