using System.ComponentModel;
using System.Diagnostics;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>Runs an installed program on untrusted bytes: own environment, no standard input, limits of <c>prlimit</c> (util-linux,
/// https://man7.org/linux/man-pages/man1/prlimit.1.html), killed with its descendants when the time is up.</summary>
internal sealed class LimitedTool(MediaOptions options)
{
    private const long LargestFileWritten = 2L << 30;

    /// <summary>Runs a tool to its end, or to the end of its time.</summary>
    /// <param name="tool">Its name, not its path.</param>
    /// <param name="folder">Its working folder; arguments name files in it, so that none of ours can be taken for an option.</param>
    /// <param name="arguments">Never a user's text.</param>
    /// <param name="cancellation">Kills it.</param>
    public async Task<ToolAnswer> RunAsync(string tool, WorkFolder folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Limited(InstalledTool.Find(tool), folder, arguments) };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Timeout);

        process.Start();
        process.StandardInput.Close();
        try
        {
            var output = CappedOutput.ReadAsync(process.StandardOutput, timeout.Token);
            var errors = CappedOutput.ReadAsync(process.StandardError, timeout.Token);
            await process.WaitForExitAsync(timeout.Token);

            return new ToolAnswer(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ToolAnswer.TimedOut;
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private ProcessStartInfo Limited(string tool, WorkFolder folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(InstalledTool.Find("prlimit"))
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        ToolEnvironment.Apply(start);

        foreach (var argument in (string[])[.. Limits(), "--", tool, .. arguments])
            start.ArgumentList.Add(argument);

        return start;
    }

    private string[] Limits() =>
    [
        $"--cpu={(long)Math.Ceiling(options.Timeout.TotalSeconds)}",
        $"--as={options.MemoryBytes}",
        $"--fsize={LargestFileWritten}",
        "--nofile=64",
        "--core=0",
    ];

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
            return;

        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended by itself between the look and the kill.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }
}
