using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CampaignFunctions.Tests.Support;

/// <summary>The product as a process of its own, which can be killed and started again over the same database and files.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";

    private readonly ConcurrentQueue<string> output = new();
    private readonly Process process;

    private ServerProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? string.Empty);
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? string.Empty);
        Http = new HttpClient(new RefuseInternalErrors(new SocketsHttpHandler(), () => Output));
    }

    public HttpClient Http { get; }

    private string Output => $"{Environment.NewLine}It printed:{Environment.NewLine}{string.Join(Environment.NewLine, output)}";

    /// <summary>The most memory it has had, in bytes (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).</summary>
    public long PeakMemoryBytes =>
        File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
            .Single();

    public static async Task<ServerProcess> StartAsync(string appConnectionString, string dataFolder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CampaignFunctions.dll"), "--FunctionsHost:LocalSettings="])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Directory.CreateDirectory(Path.Combine(dataFolder, "warehouse"));
        (string Name, string Value)[] all =
        [
            ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), ("Auth__Mode", "development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Database__ConnectionString", appConnectionString), ("ObjectStore__Path", Path.Combine(dataFolder, "objects")),
            ("Warehouse__Provider", "csv"), ("Warehouse__Path", Path.Combine(dataFolder, "warehouse")), ("TMPDIR", dataFolder),
            ("AzureWebJobs__SyncPerformanceOnTimer__Disabled", "true"), ("AzureWebJobs__SweepUploadsOnTimer__Disabled", "true"),
            ("AzureWebJobs__SweepIdempotencyKeysOnTimer__Disabled", "true"), .. settings,
        ];
        foreach (var (name, value) in all)
            start.Environment[name] = value;

        var server = new ServerProcess(start);
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        server.Http.BaseAddress = await Poll.UntilAsync(() => Task.FromResult(server.Address()), address => address is not null);
        return server;
    }

    /// <summary>SIGKILL: nothing in it can tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    /// <summary>Null until it listens.</summary>
    private Uri? Address()
    {
        var announced = output.FirstOrDefault(line => line.Contains(Announcement, StringComparison.Ordinal));
        Assert.False(announced is null && process.HasExited, $"The server ended by itself.{Output}");
        return announced is null ? null : new Uri(announced[(announced.IndexOf(Announcement, StringComparison.Ordinal) + Announcement.Length)..].Trim());
    }
}
