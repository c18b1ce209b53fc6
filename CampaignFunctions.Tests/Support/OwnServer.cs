using System.Diagnostics;
using CampaignFunctions.Core.Database;

namespace CampaignFunctions.Tests.Support;

/// <summary>A PostgreSQL server of one test's own, which it can stop and start again.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    // ./test ends what is left here when the tests were killed.
    private readonly string folder = Path.Combine(TestDatabase.ClustersFolder, $"{Guid.CreateVersion7():N}");

    private OwnServer()
    {
    }

    public string AppConnectionString { get; private set; } = string.Empty;

    public string SuperuserConnectionString { get; private set; } = string.Empty;

    public static async Task<OwnServer> StartAsync()
    {
        var server = new OwnServer();
        var owner = await server.StartAgainAsync();
        await DatabaseRegistration.MigrateAsync(owner, CancellationToken.None);
        return server;
    }

    public Task StopAsync() => RunAsync("\"$0\" stop \"$1\"");

    /// <summary>Answers the owner's connection string.</summary>
    public async Task<string> StartAgainAsync()
    {
        var printed = await RunAsync("""variables=$("$0" start "$1" --throwaway) && eval "$variables" && printf '%s\n' "$DATABASE_OWNER" "$DATABASE_APP" "$DATABASE_SUPERUSER" """);
        (var owner, AppConnectionString, SuperuserConnectionString) = printed.Split('\n') is [var first, var second, var third, ..] ? (first, second, third) : throw new InvalidOperationException(printed);
        return owner;
    }

    public async ValueTask DisposeAsync() => await RunAsync("\"$0\" destroy \"$1\"");

    private async Task<string> RunAsync(string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script, Path.Combine(Checkout.Root, "scripts", "postgres"), folder]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{script} ended with {bash.ExitCode}: {printed}");
        return printed;
    }
}
