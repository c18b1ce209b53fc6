using System.Text;
using System.Text.Unicode;

namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>Text: a byte order mark, or no binary data bytes (WHATWG MIME Sniffing §3) and either valid UTF-8 or nearly all ASCII, as
/// the Windows-1252 files of spreadsheet exports are.</summary>
internal static class PlainText
{
    private const string Mime = "text/plain";
    private const double LeastAsciiShare = 0.85;

    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return null;

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return IsUtf16(head) ? Mime : null;

        foreach (var value in head)
        {
            if (value is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F) or 0x7F)
                return null;
        }

        return Utf8.IsValid(WholeCharacters(head)) || IsMostlyAscii(head) ? Mime : null;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> head)
    {
        var encoding = head[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = encoding.GetString(head[2..(head.Length & ~1)]);

        return text.All(character => !char.IsControl(character) || character is '\t' or '\n' or '\f' or '\r');
    }

    /// <summary>A head cut at its full length may end amid a character of up to four bytes.</summary>
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> head)
    {
        if (head.Length < ContentSniffer.HeadLength)
            return head;

        var end = head.Length;
        while (end > head.Length - 3 && (head[end - 1] & 0xC0) == 0x80)
            end--;

        return (head[end - 1] & 0x80) == 0 ? head : head[..(end - 1)];
    }

    private static bool IsMostlyAscii(ReadOnlySpan<byte> head)
    {
        var ascii = 0;
        foreach (var value in head)
            ascii += value < 0x80 ? 1 : 0;

        return ascii >= head.Length * LeastAsciiShare;
    }
}
