using CampaignFunctions.Core.Media.Sniffing;

namespace CampaignFunctions.Core.Media;

/// <summary>Which MIME type a file's first bytes prove, whatever its name or its sender says. By the signatures of the WHATWG MIME
/// Sniffing standard (https://mimesniff.spec.whatwg.org/) and, for formats it leaves out, by those of the formats themselves.</summary>
public static class ContentSniffer
{
    /// <summary>More bytes than this add nothing.</summary>
    public const int HeadLength = 4096;

    /// <summary>Names the content.</summary>
    /// <param name="head">The file's first bytes, <see cref="HeadLength"/> of them or the whole file when it is shorter.</param>
    /// <returns>The MIME type without parameters; null when the bytes prove none.</returns>
    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, HeadLength)];

        return Signature.Match(head)
            ?? RiffForm.Sniff(head)
            ?? IsoMediaBrand.Sniff(head)
            ?? MatroskaDocType.Sniff(head)
            ?? ZipFirstEntry.Sniff(head)
            ?? OleDirectory.Sniff(head)
            ?? MpegStream.Sniff(head)
            ?? MarkupRoot.Sniff(head)
            ?? PlainText.Sniff(head);
    }
}
