using System.Diagnostics;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>How every child starts: under the limits of <c>prlimit</c> (util-linux, https://man7.org/linux/man-pages/man1/prlimit.1.html),
/// which replaces itself by the program, and with none of this process's environment.</summary>
internal static class LimitedStart
{
    private const long LargestFileWritten = 2L << 30;

    public static ProcessStartInfo Of(MediaOptions options, TimeSpan processorTime, string folder, string programme, IEnumerable<string> arguments)
    {
        string[] all =
        [
            $"--cpu={(long)Math.Ceiling(processorTime.TotalSeconds)}",
            $"--as={options.MemoryBytes}",
            $"--fsize={LargestFileWritten}",
            "--nofile=128",
            "--core=0",
            "--", programme, .. arguments,
        ];

        var start = new ProcessStartInfo(InstalledTool.Find("prlimit"), all)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        ToolEnvironment.Apply(start);
        return start;
    }
}
