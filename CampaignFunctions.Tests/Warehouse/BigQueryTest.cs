using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Warehouse;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Tests.Warehouse;

/// <summary>A warehouse over a BigQuery of the test's own.</summary>
public abstract class BigQueryTest : IAsyncLifetime
{
    private readonly List<ServiceProvider> providers = [];

    private protected static DateOnly First { get; } = new(2026, 1, 1);

    private protected static DateOnly Last { get; } = new(2026, 1, 31);

    private protected BigQueryServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await BigQueryServer.StartAsync();

    public virtual async Task DisposeAsync()
    {
        foreach (var provider in providers)
            await provider.DisposeAsync();
        await Server.DisposeAsync();
    }

    private protected IPerformanceWarehouse Warehouse(string profile, params (string Setting, string Value)[] also)
    {
        var settings = Server.Settings(profile);
        foreach (var (setting, value) in also)
            settings[$"Warehouse:{setting}"] = value;

        var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddWarehouse()
            .BuildServiceProvider();
        providers.Add(provider);
        return provider.GetRequiredService<IPerformanceWarehouse>();
    }

    private protected static WarehouseQuery Campaigns(Platform platform, params string[] accounts) => Query(PerformanceLevel.Campaign, platform, accounts);

    private protected static WarehouseQuery Ads(Platform platform, params string[] accounts) => Query(PerformanceLevel.Ad, platform, accounts);

    /// <summary>By day, account and id.</summary>
    private protected static async Task<List<WarehouseRow>> ReadAsync(IPerformanceWarehouse warehouse, WarehouseQuery query, CancellationToken cancellation = default)
    {
        var rows = new List<WarehouseRow>();
        await foreach (var row in warehouse.ReadAsync(query, cancellation))
            rows.Add(row);
        return [.. rows.OrderBy(row => row.Day).ThenBy(row => row.Platform).ThenBy(row => row.AccountId, StringComparer.Ordinal).ThenBy(row => row.ExternalId, StringComparer.Ordinal)];
    }

    private protected static async Task<string> FaultAsync(IPerformanceWarehouse warehouse, WarehouseQuery query) =>
        (await Assert.ThrowsAsync<WarehouseFaultException>(() => ReadAsync(warehouse, query))).Message;

    private static WarehouseQuery Query(PerformanceLevel level, Platform platform, string[] accounts) =>
        new(level, [.. accounts.Select(account => new WarehouseAccount(platform, account))], First, Last);
}
