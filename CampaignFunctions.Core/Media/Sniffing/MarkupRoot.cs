using System.Text;

namespace CampaignFunctions.Core.Media.Sniffing;

/// <summary>SVG, HTML and XML by their first element, past a byte order mark, the XML prolog, comments and a DOCTYPE. HTML's tags are
/// those of WHATWG MIME Sniffing §7.1.</summary>
internal static class MarkupRoot
{
    private static readonly string[] HtmlTags =
        ["html", "head", "body", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "br", "p", "meta", "link"];

    public static string? Sniff(ReadOnlySpan<byte> head)
    {
        var text = Decode(head).AsSpan().TrimStart();
        if (!text.StartsWith('<') || text.Contains('\0'))
            return null;

        var isXml = text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
        var hasComment = text.StartsWith("<!--", StringComparison.Ordinal);
        text = SkipProlog(text);

        if (IsElement(text, "svg") || IsElement(text, "svg:svg") || text.StartsWith("<!doctype svg", StringComparison.OrdinalIgnoreCase))
            return "image/svg+xml";

        foreach (var tag in HtmlTags)
        {
            if (IsElement(text, tag))
                return "text/html";
        }

        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? "text/html"
            : isXml ? "text/xml"
            : hasComment ? "text/html"
            : null;
    }

    private static string Decode(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(head[2..])
        : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(head[2..])
        : head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.Latin1.GetString(head[3..])
        : Encoding.Latin1.GetString(head);

    private static ReadOnlySpan<char> SkipProlog(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.StartsWith("<?", StringComparison.Ordinal) ? After(text, "?>")
                : text.StartsWith("<!--", StringComparison.Ordinal) ? After(text, "-->")
                : -1;

            if (end < 0)
                return text;

            text = text[end..].TrimStart();
        }
    }

    private static int After(ReadOnlySpan<char> text, string end) =>
        text.IndexOf(end, StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : -1;

    private static bool IsElement(ReadOnlySpan<char> text, string name) =>
        text.Length > name.Length + 1
        && text[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (char.IsWhiteSpace(text[name.Length + 1]) || text[name.Length + 1] is '>' or '/');
}
