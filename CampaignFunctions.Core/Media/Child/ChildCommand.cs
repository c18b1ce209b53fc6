using System.Diagnostics;
using System.Runtime.InteropServices;
using CampaignFunctions.Core.Media.Tools;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>How a child is started: the product's own assembly, by the .NET that runs this process, under limits.</summary>
internal static class ChildCommand
{
    public static ProcessStartInfo For(MediaOptions options)
    {
        var start = LimitedStart.Of(options, options.Timeout * ImageChildren.LongestLife, options.WorkPath, DotNet(), ["exec", options.ChildAssembly, MediaChild.Argument]);

        // https://learn.microsoft.com/dotnet/core/runtime-config/garbage-collector: else the heap reserves more address space than the limit.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x6000000";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";

        return start;
    }

    /// <summary>The host that lies three folders above the running framework, wherever that is installed.</summary>
    private static string DotNet()
    {
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

        return File.Exists(host) ? host : throw new InvalidOperationException($"{host} isn't there; publish the product framework-dependent.");
    }
}
