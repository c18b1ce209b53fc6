namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>Formats that begin with the same bytes every time. Sources: WHATWG MIME Sniffing §6 and, for TIFF, PSD, RTF, 7z, RAR,
/// executables and WebAssembly, the formats' own headers.</summary>
internal static class Signature
{
    private static readonly (byte[] Bytes, string MimeType)[] Known =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "image/png"),
        ([.. "GIF87a"u8], "image/gif"),
        ([.. "GIF89a"u8], "image/gif"),
        ([.. "II*\0"u8], "image/tiff"),
        ([.. "MM\0*"u8], "image/tiff"),
        ([.. "II+\0"u8], "image/tiff"),
        ([.. "MM\0+"u8], "image/tiff"),
        ([0, 0, 1, 0], "image/x-icon"),
        ([.. "8BPS"u8], "image/vnd.adobe.photoshop"),
        ([.. "%PDF-"u8], "application/pdf"),
        ([.. "%!PS-Adobe-"u8], "application/postscript"),
        ([.. "{\\rtf"u8], "application/rtf"),
        ([0x1F, 0x8B, 8], "application/gzip"),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!"u8, 0x1A, 7], "application/vnd.rar"),
        ([.. "OggS\0"u8], "application/ogg"),
        ([.. "fLaC"u8], "audio/flac"),
        ([.. "ID3"u8], "audio/mpeg"),
        ([0x7F, .. "ELF"u8], "application/x-elf"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "application/java-vm"),
        ([0xFE, 0xED, 0xFA, 0xCE], "application/x-mach-binary"),
        ([0xFE, 0xED, 0xFA, 0xCF], "application/x-mach-binary"),
        ([0xCE, 0xFA, 0xED, 0xFE], "application/x-mach-binary"),
        ([0xCF, 0xFA, 0xED, 0xFE], "application/x-mach-binary"),
        ([.. "\0asm"u8], "application/wasm"),
    ];

    public static IEnumerable<string> MimeTypes => Known.Select(known => known.MimeType);

    public static string? Match(ReadOnlySpan<byte> head)
    {
        foreach (var (bytes, mimeType) in Known)
        {
            if (head.StartsWith(bytes))
                return mimeType;
        }

        return WindowsFormats(head);
    }

    /// <summary>Two letters prove little: "BM" and "MZ" also begin sentences, so their headers' reserved and binary fields are looked at.</summary>
    private static string? WindowsFormats(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("BM"u8) && head.Length >= 18 && head[6..10].IndexOfAnyExcept((byte)0) < 0)
            return "image/bmp";

        return head.StartsWith("MZ"u8) && (head.Length < 64 || head.Contains((byte)0)) ? "application/x-msdownload" : null;
    }
}
