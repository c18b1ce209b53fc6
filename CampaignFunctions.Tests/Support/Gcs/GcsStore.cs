using CampaignFunctions.Core.ObjectStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>The product's store over a <see cref="GcsServer"/>, as its registration makes it.</summary>
internal sealed class GcsStore : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public GcsStore(GcsServer server, params (string Name, string Value)[] settings)
        : this(server, server.GiveCredentials, settings)
    {
    }

    public GcsStore(GcsServer server, Action<IServiceCollection> credentials, params (string Name, string Value)[] settings)
    {
        var all = server.Settings();
        foreach (var (name, value) in settings)
            all[name] = value;

        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        collection.AddSingleton(TimeProvider.System);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddObjectStore();
        credentials(collection);
        services = collection.BuildServiceProvider();
        Store = services.GetRequiredService<IObjectStore>();
    }

    public IObjectStore Store { get; }

    public RecordedLog Log { get; } = new();

    public Task CreateAsync(string name, byte[] bytes) =>
        Store.CreateAsync(name, "application/octet-stream", new MemoryStream(bytes), CancellationToken.None);

    public async Task<byte[]?> ReadAsync(string name)
    {
        await using var stored = await Store.OpenAsync(name, CancellationToken.None);
        if (stored is null)
            return null;

        using var bytes = new MemoryStream();
        await stored.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
