using System.Security.Cryptography;
using System.Text;
using CampaignFunctions.Http;

namespace CampaignFunctions.SystemState;

/// <summary>docs.html, embedded: one file with its own style and script, which its policy names by their hashes and lets nothing else run.</summary>
internal static class DocsPage
{
    private static readonly string Html = Read();

    public static StaticContent Content { get; } = new("text/html; charset=utf-8", Encoding.UTF8.GetBytes(Html));

    /// <summary>The Content-Security-Policy: nothing from anywhere, but the document beside the page.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; connect-src 'self'; img-src data:; style-src '{HashOf("style")}'; script-src '{HashOf("script")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string HashOf(string element)
    {
        var start = Html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var content = Html[start..Html.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";
    }

    private static string Read()
    {
        using var stream = typeof(DocsPage).Assembly.GetManifestResourceStream("docs.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
