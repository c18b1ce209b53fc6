using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// A database with three tenants in it, each of which has called every operation: a victim, whose rows and files are full of
/// canaries, and an attacker's two, one that only reads and therefore always has the same to read, and one that writes.
/// Each battle is fought in a copy.
/// </summary>
public sealed class Arena : IAsyncLifetime
{
    /// <summary>Requests in each battle.</summary>
    internal const int AtLeast = 20_000;

    private static readonly string[] EveryRole = ["viewer", "editor", "admin", "sync", "operator"];

    private readonly string folder = Directory.CreateTempSubdirectory("arena-").FullName;
    private OwnDatabase database = null!;

    internal TestIssuer Issuer { get; private set; } = null!;

    internal DescribedApi Described { get; private set; } = null!;

    internal Canaries Canaries { get; } = new();

    internal ForeignValues Foreign { get; private set; } = null!;

    internal TenantCalls Victim { get; private set; } = null!;

    internal TenantCalls Reader { get; private set; } = null!;

    internal TenantCalls Writer { get; private set; } = null!;

    /// <summary>Cursors of the victim's lists, by operation.</summary>
    internal Dictionary<string, string> Cursors { get; } = new(StringComparer.Ordinal);

    /// <summary>Where canaries were planted, and those of them that the victim's own answers showed.</summary>
    internal IReadOnlyDictionary<string, string> Planted { get; private set; } = null!;

    internal SortedSet<string> SeenByOwner { get; } = new(StringComparer.Ordinal);

    /// <summary>What everybody sends: the same in every battle.</summary>
    internal IReadOnlyList<Attack> Attacks { get; private set; } = [];

    /// <summary>Log lines of the victim's own calls that had a canary in them.</summary>
    internal IReadOnlyCollection<string> LoggedOfOwner { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        database = await OwnDatabase.CreateAsync();
        var log = new CanaryLog(Canaries, isVerbose: true);
        await using var api = await StartAsync(database, Path.Combine(folder, "objects"), log);

        using (var anybody = new HttpClient { BaseAddress = api.Address })
            Described = new DescribedApi(JsonNode.Parse(await anybody.GetStringAsync(new Uri("api/openapi.json", UriKind.Relative)))!.AsObject());

        var victims = NewTenant("victim", user: $"user {Canaries.Plant("the token's user")}");
        var all = new[] { victims, NewTenant("reader", "reader"), NewTenant("writer", "writer") };
        await Task.WhenAll(all.Select(tenant => CallEverythingAsync(api, tenant)));
        await SyncAsync(api, victims);
        (Victim, Reader, Writer) = (all[0], all[1], all[2]);

        await using var superuser = await database.OpenAsync();
        await Poll.UntilAsync(
            async () => (long)(await new NpgsqlCommand("select count(*) from stored_files where state = 'pending'", superuser).ExecuteScalarAsync())!, pending => pending == 0);
        foreach (var tenant in all)
            tenant.Reuses = await ReusesAsync(superuser, tenant.TenantId);
        await PlantAsync(api, superuser);
        Foreign = new ForeignValues(Victim.TenantId, await TenantRows.IdsAsync(superuser, Victim.TenantId));
        await ReadAsOwnerAsync(api);
        LoggedOfOwner = log.Findings;
        Attacks = new AttackPlan(this, AttackPlan.Attackers).Make(AtLeast);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await Issuer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal string Token(TenantCalls tenant, params string[] roles)
    {
        var claims = Issuer.Claims(tenant.TenantId, roles);
        claims["sub"] = tenant.User;
        return Issuer.Rsa.Sign(claims);
    }

    /// <summary>A copy of it all, behind these walls only.</summary>
    internal async Task<Battlefield> OpenAsync(Walls walls)
    {
        var copy = await database.CopyAsync();
        if (!walls.HasFlag(Walls.RowLevelSecurity))
            await copy.OpenRowLevelSecurityAsync();

        var objects = Path.Combine(folder, $"objects-{Guid.CreateVersion7():N}");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(objects, Path.GetRelativePath(Path.Combine(folder, "objects"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var log = new CanaryLog(Canaries, isVerbose: walls == Walls.Both);
        var withoutFilter = walls.HasFlag(Walls.Filter) ? null : new WithoutTenantFilter();
        return new Battlefield(copy, await StartAsync(copy, objects, log, withoutFilter), objects, log, withoutFilter);
    }

    private async Task<RunningApi> StartAsync(OwnDatabase of, string objects, CanaryLog log, WithoutTenantFilter? withoutFilter = null)
    {
        var settings = Issuer.Settings();
        settings["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(of.AppConnectionString) { MaxPoolSize = 20 }.ConnectionString;
        settings["ObjectStore:Path"] = objects;
        settings["RateLimits:RequestsPerSecond"] = settings["RateLimits:Burst"] = "1000000";
        return await RunningApi.StartAsync(settings, services =>
        {
            log.AddTo(services);
            withoutFilter?.AddTo(services);
        });
    }

    private static TenantCalls NewTenant(string who, string user) => new($"{who}-{Guid.CreateVersion7():N}", user);

    private HttpClient ClientOf(RunningApi api, TenantCalls tenant, HttpMessageHandler handler) => new(handler)
    {
        BaseAddress = api.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token(tenant, EveryRole)) },
    };

    private async Task CallEverythingAsync(RunningApi running, TenantCalls tenant)
    {
        using var recorder = new CallRecorder(Described);
        using var http = ClientOf(running, tenant, recorder);
        var api = new TenantApi(http, tenant.TenantId);
        await Parallel.ForEachAsync(OpenApi.Calls.ByOperation.Values, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (call, _) => await call(new Walk(Described, api)));
        tenant.Calls = [.. recorder.Calls];
    }

    private async Task SyncAsync(RunningApi api, TenantCalls tenant)
    {
        using var http = ClientOf(api, tenant, new SocketsHttpHandler());
        var owner = new TenantApi(http, tenant.TenantId);
        var account = $"act-{Guid.CreateVersion7():N}";
        (await owner.PutAsync($"ad-accounts/meta/{account}", new { account_name = "Main" })).Expect(HttpStatusCode.Created);
        await owner.ASpaceAsync(also: new { external_campaign_id = "campaign-1" });
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        await File.WriteAllTextAsync(Path.Combine(api.WarehouseFolder, "campaign_report.csv"), Report.OfCampaigns().Day(yesterday, account, "campaign-1", platform: "meta").ToString());

        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var started = await http.PostAsync(new Uri("/admin/functions/SyncPerformanceOnTimer", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        await Poll.UntilAsync(async () => (int)(await owner.GetAsync("performance/sync-runs?status=succeeded"))["total"]!, succeeded => succeeded > 0);
    }

    // Calls undo what they track to undo it.
    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReusesAsync(NpgsqlConnection superuser, string tenantId)
    {
        await using var command = new NpgsqlCommand("select asset_id, id from reuse_events where tenant_id = $1 order by id", superuser) { Parameters = { new() { Value = tenantId } } };
        await using var reader = await command.ExecuteReaderAsync();
        var routes = new List<IReadOnlyDictionary<string, string>>();
        while (await reader.ReadAsync())
            routes.Add(new Dictionary<string, string>(StringComparer.Ordinal) { ["asset_id"] = $"{reader.GetGuid(0)}", ["reuse_id"] = $"{reader.GetGuid(1)}" });
        return routes;
    }

    private async Task PlantAsync(RunningApi api, NpgsqlConnection superuser)
    {
        foreach (var table in await TenantRows.TablesAsync(superuser))
        {
            await using var rows = new NpgsqlCommand($"select exists (select from {table} where tenant_id = $1)", superuser) { Parameters = { new() { Value = Victim.TenantId } } };
            if (!(bool)(await rows.ExecuteScalarAsync())!)
                await AnyRow.InsertAsync(superuser, table, Victim.TenantId);
        }

        var contexts = api.Host.Services.GetRequiredService<IDbContextFactory<CampaignDb>>();
        await using var db = await contexts.CreateDbContextAsync();
        Planted = await PlantCanaries.InRowsAsync(superuser, db, Victim.TenantId, Canaries);
        await PlantCanaries.InFilesAsync(superuser, Path.Combine(folder, "objects"), Victim.TenantId, Canaries);
    }

    // What the victim's own reads show is what an attacker could come to know: ids, cursors, and that the canaries sing at all.
    private async Task ReadAsOwnerAsync(RunningApi api)
    {
        using var http = ClientOf(api, Victim, new SocketsHttpHandler { AllowAutoRedirect = false });
        var owner = new TenantApi(http, Victim.TenantId);
        foreach (var call in Victim.Calls)
        {
            foreach (var (name, value) in call.Route)
                Foreign.Add(name, value);
        }

        foreach (var call in Victim.Calls.Where(call => call.Operation.Method == HttpMethod.Get).DistinctBy(call => call.Operation.Address(call.Route)))
        {
            var answer = await owner.GetAsync(call.Operation.Address(call.Route));
            SeenByOwner.UnionWith(Canaries.PlacesOf($"{answer.Headers}{answer.ContentHeaders}{answer.Text}"));
            if (answer.ContentHeaders.ContentType?.MediaType != "application/json" || call.Operation.Id == "OpenApiDocument")
                continue;

            Foreign.Add(answer.Json);
            if (call.Operation.Parameters("query").Any(parameter => (string?)parameter["name"] == "cursor"))
            {
                var page = (await owner.GetAsync($"{call.Operation.Address(call.Route)}?limit=1")).Expect(HttpStatusCode.OK);
                if ((string?)page.Json["next_cursor"] is { } cursor)
                    Cursors[call.Operation.Id] = cursor;
            }
        }
    }
}

/// <summary>A tenant that has called everything, and how it did.</summary>
internal sealed record TenantCalls(string TenantId, string User)
{
    public IReadOnlyList<RecordedCall> Calls { get; set; } = [];

    /// <summary>Its events of reuse, as they stand in addresses.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Reuses { get; set; } = [];

    /// <summary>What stood in addresses with the same parameters as this operation's.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> RoutesOf(DescribedOperation operation)
    {
        var parameters = operation.Parameters("path").Select(parameter => (string)parameter["name"]!).ToHashSet(StringComparer.Ordinal);
        return [.. Calls.Select(call => call.Route).Concat(Reuses).Where(route => parameters.SetEquals(route.Keys))];
    }

    /// <summary>Those of what was not deleted, if there are any.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> LiveRoutesOf(DescribedOperation operation)
    {
        var all = RoutesOf(operation);
        var deleted = Calls.Where(call => call.Operation.Method == HttpMethod.Delete).Select(call => call.Route).ToList();
        var live = all.Where(route => !deleted.Exists(gone => gone.Count == route.Count && gone.All(pair => route.GetValueOrDefault(pair.Key) == pair.Value))).ToList();
        return live.Count > 0 ? live : all;
    }
}

/// <summary>A copy of the arena with an API of its own in front.</summary>
internal sealed class Battlefield(OwnDatabase database, RunningApi api, string objects, CanaryLog log, WithoutTenantFilter? withoutFilter) : IAsyncDisposable
{
    public OwnDatabase Database => database;

    public RunningApi Api => api;

    public CanaryLog Log => log;

    /// <summary>How many conditions of the tenant filter were taken out; null when it stands.</summary>
    public long? Opened => withoutFilter?.Opened;

    /// <summary>Everything the tenant has: its rows, table by table, and its files.</summary>
    public async Task<SortedDictionary<string, string>> DigestAsync(string tenantId)
    {
        await using var superuser = await database.OpenAsync();
        var digest = await TenantRows.DigestAsync(superuser, tenantId);
        foreach (var file in FilesOf(tenantId))
            digest[Path.GetRelativePath(objects, file)] = await File.ReadAllTextAsync(file);
        return digest;
    }

    public IReadOnlyList<string> FilesOf(string tenantId) =>
        [.. Directory.EnumerateFiles(objects, "*", SearchOption.AllDirectories).Where(file => file.Contains(tenantId, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(objects, recursive: true);
    }
}
