using System.Diagnostics;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>All that a child process learns of its surroundings: none of this process's settings and secrets.</summary>
internal static class ToolEnvironment
{
    public static void Apply(ProcessStartInfo start)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = InstalledTool.SearchPath;
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["LC_ALL"] = "C.UTF-8";
        // https://www.libvips.org/API/current/func.block_untrusted_set.html: only loaders that are fuzzed.
        start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        start.Environment["VIPS_WARNING"] = "0";
        start.Environment["VIPS_CONCURRENCY"] = "1";
        start.Environment["MALLOC_ARENA_MAX"] = "2";
    }
}
