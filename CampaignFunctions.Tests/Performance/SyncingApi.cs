using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Performance;

/// <summary>The timer syncs every tenant there is from one warehouse, so the tests around it run one after another, on one host.</summary>
[CollectionDefinition(Name)]
public sealed class PerformanceSyncCollection : ICollectionFixture<SyncingApi>
{
    public const string Name = "Performance sync";
}

public sealed class SyncingApi : IAsyncLifetime
{
    internal OwnDatabase Database { get; private set; } = null!;

    internal RunningApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await OwnDatabase.CreateAsync();
        Api = await StartAsync();
    }

    /// <summary>Another host on the same database.</summary>
    internal Task<RunningApi> StartAsync(Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? also = null) =>
        RunningApi.StartAsync(
            new Dictionary<string, string?>(also ?? new Dictionary<string, string?>(StringComparer.Ordinal), StringComparer.Ordinal) { ["Database:ConnectionString"] = Database.AppConnectionString },
            configure);

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>What tests of the sync have at hand. Each leaves an empty warehouse and no ad account behind.</summary>
[Collection(PerformanceSyncCollection.Name)]
public abstract class PerformanceSyncTest(SyncingApi syncing) : IAsyncLifetime
{
    private readonly List<string> tenants = [];

    private protected virtual RunningApi Api => syncing.Api;

    private protected OwnDatabase Database => syncing.Database;

    /// <summary>Another host on the same database.</summary>
    private protected Task<RunningApi> AnotherApiAsync(Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string?>? also = null) =>
        syncing.StartAsync(configure, also);

    private protected static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Api.WarehouseFolder))
            File.Delete(file);

        await using var connection = await Database.OpenAsync();
        await using var command = new NpgsqlCommand("delete from ad_accounts where tenant_id = any($1)", connection) { Parameters = { new() { Value = tenants.ToArray() } } };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An account id nobody else has.</summary>
    private protected static string NewAccountId() => $"a-{Guid.CreateVersion7():N}";

    private protected TenantApi NewTenant()
    {
        var tenant = Api.NewTenant();
        tenants.Add(tenant.TenantId);
        return tenant;
    }

    private protected async Task<TenantApi> ATenantAsync(string account, string platform = "google_ads")
    {
        var tenant = NewTenant();
        (await tenant.PutAsync($"ad-accounts/{platform}/{account}", new { })).Expect(HttpStatusCode.Created);
        return tenant;
    }

    private protected void Write(Report report, string name = "campaign_report.csv") => File.WriteAllText(Path.Combine(Api.WarehouseFolder, name), report.ToString());

    private protected void Remove(string name) => File.Delete(Path.Combine(Api.WarehouseFolder, name));

    /// <summary>Starts the timer and waits for these tenants' runs to end.</summary>
    private protected async Task<IReadOnlyList<JsonNode>> SyncAsync(params TenantApi[] of)
    {
        var before = new List<int>();
        foreach (var tenant in of)
            before.Add(await RunCountAsync(tenant));

        using var started = await Api.Http.PostAsync(new Uri("/admin/functions/SyncPerformanceOnTimer", UriKind.Relative), new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);

        var runs = new List<JsonNode>();
        for (var i = 0; i < of.Length; i++)
        {
            var (tenant, count) = (of[i], before[i]);
            await Poll.UntilAsync(() => RunCountAsync(tenant), now => now > count);
            runs.Add(await Poll.UntilAsync(() => LastRunAsync(tenant), run => (string?)run["status"] != "running"));
        }

        return runs;
    }

    /// <summary>The same for one tenant whose run is to succeed.</summary>
    private protected async Task<JsonNode> SyncedAsync(TenantApi tenant)
    {
        var run = (await SyncAsync(tenant))[0];
        Assert.True((string?)run["status"] == "succeeded", run.ToJsonString());
        return run;
    }

    /// <summary>Runs the sync of one tenant without the timer. On a thread of its own: opening a pipe waits for whoever writes to it.</summary>
    private protected static Task<Result<SyncRunResource>> RunAsync(RunningApi api, TenantApi tenant, CancellationToken cancellation = default) => Task.Run(async () =>
    {
        await using var scope = api.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant.TenantId, "test");
        return await scope.ServiceProvider.GetRequiredService<SyncPerformance>().RunAsync(cancellation);
    });

    private protected static async Task<JsonNode> LastRunAsync(TenantApi tenant) =>
        (await tenant.GetAsync("performance/sync-runs?limit=1")).Expect(HttpStatusCode.OK)["sync_runs"][0]!;

    private protected static async Task<ApiAnswer> SpaceAsync(TenantApi tenant, ApiAnswer space) =>
        (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.OK);

    /// <summary>impressions, clicks, spend, conversions, revenue of the space now.</summary>
    private protected static async Task AssertTotalsAsync(TenantApi tenant, ApiAnswer space, long impressions, long clicks, decimal spend, decimal conversions, decimal revenue)
    {
        var now = await SpaceAsync(tenant, space);
        Assert.Equal(
            (impressions, clicks, spend, conversions, revenue),
            ((long)now["total_impressions"]!, (long)now["total_clicks"]!, (decimal)now["total_spend"]!, (decimal)now["total_conversions"]!, (decimal)now["total_revenue"]!));
    }

    private protected async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var connection = await Database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync();
    }

    private protected Task InsertDayAsync(TenantApi tenant, string account, string level, string externalId, DateOnly day, long impressions = 100, decimal spend = 1, string platform = "google_ads") =>
        ExecuteAsync(
            "insert into performance_daily values ($1, $2, $3, $4, $5, $6, $7, 10, $8, 1, 2)",
            tenant.TenantId, platform, account, level, externalId, day, impressions, spend);

    /// <summary>A text asset linked to an ad, put there behind the API's back.</summary>
    private protected async Task<Guid> AnAssetAsync(TenantApi tenant, ApiAnswer space, string adId)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync(
            """
            insert into campaign_assets (tenant_id, id, campaign_space_id, asset_name, asset_type, external_asset_id, tags,
              performance_data, platform_metadata, platform_variants, import_metadata, created_at, updated_at)
            values ($1, $2, $3, 'Headline', 'headline', $4, '{}', '{}', '{}', '{}', '{}', now(), now())
            """,
            tenant.TenantId, id, space.Id, adId);
        return id;
    }

    /// <summary>impressions, spend of the asset now, and whether it ever had numbers.</summary>
    private protected async Task<(long Impressions, decimal Spend, bool HasNumbers)> AssetAsync(Guid id)
    {
        await using var connection = await Database.OpenAsync();
        await using var command = new NpgsqlCommand("select impressions, spend, performance_last_updated is not null from campaign_assets where id = $1", connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetInt64(0), reader.GetDecimal(1), reader.GetBoolean(2));
    }

    private static async Task<int> RunCountAsync(TenantApi tenant) =>
        (int)(await tenant.GetAsync("performance/sync-runs?limit=1")).Expect(HttpStatusCode.OK)["total"]!;
}
