using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CampaignFunctions.Tests.Support;

/// <summary>The product as a process of its own, which can be killed and started again over the same database and files.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The most memory it has had, in bytes (https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).</summary>
    public long PeakMemoryBytes =>
        File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
            .Single();

    public static async Task<ServerProcess> StartAsync(string appConnectionString, string dataFolder, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CampaignFunctions.dll"), "--FunctionsHost:LocalSettings="])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Directory.CreateDirectory(Path.Combine(dataFolder, "warehouse"));
        (string Name, string Value)[] all =
        [
            ("AZURE_FUNCTIONS_ENVIRONMENT", "Development"), ("Auth__Mode", "development"), ("ASPNETCORE_URLS", address.ToString()),
            ("Database__ConnectionString", appConnectionString), ("ObjectStore__Path", Path.Combine(dataFolder, "objects")),
            ("Warehouse__Provider", "csv"), ("Warehouse__Path", Path.Combine(dataFolder, "warehouse")), ("TMPDIR", dataFolder),
            ("AzureWebJobs__SyncPerformanceOnTimer__Disabled", "true"), ("AzureWebJobs__SweepUploadsOnTimer__Disabled", "true"),
            ("AzureWebJobs__SweepIdempotencyKeysOnTimer__Disabled", "true"), .. settings,
        ];
        foreach (var (name, value) in all)
            start.Environment[name] = value;

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();

        var server = new ServerProcess(started, address);
        await Poll.UntilAsync(server.AnswersAsync, answers => answers);
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

    private async Task<bool> AnswersAsync()
    {
        Assert.False(process.HasExited, "The server ended by itself.");
        try
        {
            return (await Http.GetAsync("api/health")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
