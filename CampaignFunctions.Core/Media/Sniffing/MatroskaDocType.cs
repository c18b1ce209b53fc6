namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>WebM and Matroska share the EBML header; its DocType element (id 42 82) tells them apart (RFC 8794, RFC 9559).</summary>
internal static class MatroskaDocType
{
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return null;

        var header = head[..Math.Min(head.Length, 96)];
        var docType = header.IndexOf((ReadOnlySpan<byte>)[0x42, 0x82]);
        if (docType < 0 || docType + 3 > header.Length)
            return null;

        var name = header[(docType + 3)..];
        return name.StartsWith("webm"u8) ? "video/webm" : name.StartsWith("matroska"u8) ? "video/x-matroska" : null;
    }
}
