using System.Diagnostics;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>Runs an installed program on untrusted bytes: limited, without standard input, killed with its descendants when the
/// time is up.</summary>
internal sealed class LimitedTool(MediaOptions options)
{
    /// <summary>Runs a tool to its end, or to the end of its time.</summary>
    /// <param name="tool">Its name, not its path.</param>
    /// <param name="folder">Its working folder; arguments name files in it, so that none of ours can be taken for an option.</param>
    /// <param name="arguments">Never a user's text.</param>
    /// <param name="cancellation">Kills it.</param>
    public async Task<ToolAnswer> RunAsync(string tool, WorkFolder folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = LimitedStart.Of(options, options.Timeout, folder.Path, InstalledTool.Find(tool), arguments) };
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
            await ProcessEnd.KillAsync(process);
        }
    }
}
