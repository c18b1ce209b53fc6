using System.ComponentModel;
using System.Diagnostics;

namespace CampaignFunctions.Core.Media.Tools;

/// <summary>Ends a child process of ours and its descendants, and waits until they are gone.</summary>
internal static class ProcessEnd
{
    public static async Task KillAsync(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended by itself between the look and the kill.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }
}
