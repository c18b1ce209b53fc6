using System.Collections.Concurrent;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>Where the decoders are installed.</summary>
internal static class InstalledTool
{
    public const string SearchPath = "/usr/local/bin:/usr/bin:/bin";

    private static readonly ConcurrentDictionary<string, string> Found = new(StringComparer.Ordinal);

    /// <summary>The tool's full path.</summary>
    /// <exception cref="InvalidOperationException">It isn't installed; names the Debian package.</exception>
    public static string Find(string tool) => Found.GetOrAdd(tool, Search);

    private static string Search(string tool) =>
        SearchPath.Split(':').Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{tool} isn't installed in {SearchPath}. It comes with the Debian package {Package(tool)}.");

    private static string Package(string tool) => tool switch
    {
        "ffmpeg" or "ffprobe" => "ffmpeg",
        "pdftoppm" or "pdfinfo" => "poppler-utils",
        "prlimit" => "util-linux",
        _ => "libvips-tools",
    };
}
