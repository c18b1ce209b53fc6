using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>The product, served in this process on a free port: the real Program's builder, real PostgreSQL, real files.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    private static readonly Lazy<Task<RunningApi>> SharedApi = new(() => StartAsync());
    private readonly string root;

    private RunningApi(IHost host, string folder, bool mayFail)
    {
        Host = host;
        root = folder;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        HttpMessageHandler handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        Http = new HttpClient(mayFail ? handler : new RefuseInternalErrors(handler)) { BaseAddress = Address };
    }

    public IHost Host { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Where its files lie.</summary>
    public string ObjectsFolder => Path.Combine(root, "objects");

    /// <summary>Where its warehouse's CSV files lie.</summary>
    public string WarehouseFolder => Path.Combine(root, "warehouse");

    /// <summary>The one most tests share; tenants keep them apart.</summary>
    public static Task<RunningApi> SharedAsync() => SharedApi.Value;

    /// <summary>One of a test's own, for settings or failures others must not see. Of one that may fail a 500 is an answer like any other.</summary>
    public static async Task<RunningApi> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, bool mayFail = false)
    {
        await TestDatabase.MigrateAsync();
        var folder = Directory.CreateTempSubdirectory("campaigns-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "warehouse"));

        var builder = FunctionsApplication.CreateBuilder(
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Development", "--FunctionsHost:LocalSettings=", "--FunctionsHost:Assembly=CampaignFunctions",
        ]);
        builder.Configuration.AddInMemoryCollection(Defaults(folder));
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        builder.Logging.ClearProviders().AddProvider(new LoggedFailures());
        builder.ConfigureCampaignFunctions();
        configure?.Invoke(builder.Services);

        var host = builder.Build();
        host.CheckBeforeStart();
        await host.StartAsync();
        return new RunningApi(host, folder, mayFail);
    }

    /// <summary>A tenant nobody else has.</summary>
    public TenantApi NewTenant() => new(Http, $"t-{Guid.CreateVersion7():N}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync();
        Host.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static Dictionary<string, string?> Defaults(string folder) => new(StringComparer.Ordinal)
    {
        ["Auth:Mode"] = "development",
        ["Database:ConnectionString"] = TestDatabase.AppConnectionString,
        ["ObjectStore:Path"] = Path.Combine(folder, "objects"),
        ["Warehouse:Provider"] = "csv",
        ["Warehouse:Path"] = Path.Combine(folder, "warehouse"),
        // Tests start timers by hand: POST /admin/functions/{name}.
        ["AzureWebJobs.SyncPerformanceOnTimer.Disabled"] = "true",
        ["AzureWebJobs.SweepUploadsOnTimer.Disabled"] = "true",
        ["AzureWebJobs.SweepIdempotencyKeysOnTimer.Disabled"] = "true",
    };
}
