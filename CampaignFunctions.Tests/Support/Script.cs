using System.Diagnostics;

namespace CampaignFunctions.Tests.Support;

/// <summary>How a script ended and what it wrote.</summary>
internal sealed record Script(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs it with nothing in its environment but what is given, and PATH.</summary>
    public static async Task<Script> RunAsync(string path, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Script(process.ExitCode, output, await errors);
    }

    public Script ExpectSuccess()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Output}{Errors}");
        return this;
    }
}
