using System.Text;

namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>ZIP archives, and the office documents among them: OOXML starts with [Content_Types].xml (ECMA-376 part 2) and soon names
/// its parts' folder; OpenDocument and EPUB store their type uncompressed in a first entry called <c>mimetype</c>.</summary>
internal static class ZipFirstEntry
{
    private const int FirstName = 30;

    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("PK\u0003\u0004"u8) && !head.StartsWith("PK\u0005\u0006"u8))
            return null;

        if (head.Length <= FirstName)
            return "application/zip";

        return SelfNamed(head[FirstName..]) ?? OfficeOpenXml(head) ?? "application/zip";
    }

    private static string? SelfNamed(ReadOnlySpan<byte> entry)
    {
        if (!entry.StartsWith("mimetypeapplication/"u8))
            return null;

        var type = entry["mimetype".Length..];
        var end = type.IndexOf("PK"u8);
        type = end < 0 ? type : type[..end];

        return type.StartsWith("application/epub+zip"u8) || type.StartsWith("application/vnd.oasis.opendocument."u8)
            ? Encoding.ASCII.GetString(type)
            : null;
    }

    private static string? OfficeOpenXml(ReadOnlySpan<byte> head) =>
        head.IndexOf("[Content_Types].xml"u8) < 0 && head.IndexOf("_rels/.rels"u8) < 0 ? null
        : head.IndexOf("word/"u8) >= 0 ? OfficeTypes.Docx
        : head.IndexOf("xl/"u8) >= 0 ? OfficeTypes.Xlsx
        : head.IndexOf("ppt/"u8) >= 0 ? OfficeTypes.Pptx
        : null;
}
