using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Four tenants take turns at a pool of four connections, while callers leave and connections are ended at any moment. What a
/// connection was last used for must never be seen by whom it serves next.
/// </summary>
public sealed class PoolStormTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 5_000;
    private const int Connections = 4;

    /// <summary>One is kept for what is written beside a call's transaction.</summary>
    private const int ConnectionsOfCalls = Connections - 1;

    // Primes: sums of one tenant's are none of another's.
    private static readonly int[] FileSizes = [1009, 1013, 1019, 1021];

    private readonly Canaries canaries = new();
    private OwnDatabase database = null!;
    private TestIssuer issuer = null!;
    private RunningApi api = null!;
    private CanaryLog log = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        issuer = await TestIssuer.StartAsync();
        log = new CanaryLog(canaries, isVerbose: false);
        var settings = issuer.Settings();
        settings["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = Connections }.ConnectionString;
        settings["Uploads:OrphanAge"] = settings["Uploads:LostEventAge"] = "00:00:00";
        api = await RunningApi.StartAsync(settings, log.AddTo, mayFail: true);
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_leaves_and_whatever_is_ended_nobody_is_shown_a_row_of_another()
    {
        var described = new DescribedApi(JsonNode.Parse(await api.Http.GetStringAsync(new Uri("api/openapi.json", UriKind.Relative)))!.AsObject());
        var tenants = FileSizes.Select((size, number) => new StormTenant($"storm-{number}-{Guid.CreateVersion7():N}", canaries.Plant($"tenant {number}"), size)).ToList();
        await Task.WhenAll(tenants.Select(tenant => tenant.SetUpAsync(api.Address, issuer, spaces: 5, assets: 10)));
        var calls = new StormPlan(described, tenants).Make(Requests);
        await using var superuser = await database.OpenAsync();
        using var storm = new PoolStorm(api.Address, described, canaries);
        var ends = new EndConnections(superuser);

        await ends.WhileAsync(storm.SendAsync(calls));

        output.Print("pool storm", $"{Requests:N0} requests of {tenants.Count} tenants over {Connections} connections, {ends.Ended} of them ended, {storm.Left} callers left; {storm.Succeeded:N0} successes, {storm.Refused} refused as they had to be, "
            + $"{storm.ComeAgain} told to come again, {storm.BrokenOff} exports broken off; {storm.Rows:N0} rows shown, {storm.Foreign} of another tenant, {storm.Wrong.Count} wrong answers, {log.Findings.Count} words in {log.Lines:N0} log lines");
        None(storm.Wrong);
        None(log.Findings);
        Assert.InRange(storm.Left, Requests / 20, Requests / 10);
        Assert.All([storm.Succeeded, storm.Refused, storm.ComeAgain, ends.Ended], count => Assert.NotEqual(0, count));

        await ExpectPoolAsync();
        await ExpectOneEffectEachAsync(storm, calls);
        await SweepAsync(superuser);
        foreach (var tenant in tenants)
            await ExpectWholeAsync(superuser, tenant);
    }

    /// <summary>All connections can be had at once, and each works.</summary>
    private async Task ExpectPoolAsync()
    {
        var pool = api.Host.Services.GetRequiredService<NpgsqlDataSource>();
        await Poll.UntilAsync(async () =>
        {
            var connections = new List<NpgsqlConnection>();
            try
            {
                for (var number = 0; number < ConnectionsOfCalls; number++)
                {
                    connections.Add(await pool.OpenConnectionAsync());
                    await using var command = new NpgsqlCommand("select 1", connections[^1]);
                    await command.ExecuteScalarAsync();
                }

                return true;
            }
            catch (NpgsqlException)
            {
                // One of those that were ended while nobody used them.
                return false;
            }
            finally
            {
                foreach (var connection in connections)
                    await connection.DisposeAsync();
            }
        }, works => works);
    }

    /// <summary>What nobody knows of is sent once more under its key: then all of it is there, once.</summary>
    private async Task ExpectOneEffectEachAsync(PoolStorm storm, IReadOnlyList<StormCall> calls)
    {
        var again = storm.Unanswered.Where(call => call.Key is not null).ToList();
        Assert.NotEmpty(again);
        var comeAgain = storm.ComeAgain;
        foreach (var call in again)
            await storm.SendAsync(call with { Patience = null });
        None(storm.Wrong);
        Assert.Equal(comeAgain, storm.ComeAgain);

        await using var superuser = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select array(
              select external_campaign_id from campaign_spaces where external_campaign_id like 'once-%'
              union all select external_asset_id from campaign_assets where external_asset_id like 'once-%'
              union all select reused_in_id from reuse_events where reused_in_id like 'once-%')
            """,
            superuser);
        var effects = (string[])(await command.ExecuteScalarAsync())!;
        Assert.Equal(calls.Select(call => call.Key).OfType<string>().Order(StringComparer.Ordinal), effects.Order(StringComparer.Ordinal));
    }

    /// <summary>As if the time of all that broke off were over.</summary>
    private async Task SweepAsync(NpgsqlConnection superuser)
    {
        await using var forget = new NpgsqlCommand("update storage_reservations set expires_at = now() - interval '1 minute'", superuser);
        await forget.ExecuteNonQueryAsync();
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var started = await api.Http.PostAsync(new Uri("admin/functions/SweepUploadsOnTimer", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
    }

    /// <summary>Rows, counters and objects say the same, and nothing in them is anybody else's.</summary>
    private async Task ExpectWholeAsync(NpgsqlConnection superuser, StormTenant tenant)
    {
        var state = await Poll.UntilAsync(
            () => StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.Id),
            seen => seen.StoreObjects.Count == seen.RowObjects.Count && seen.ReservedBytes == 0);
        state.ExpectWhole();
        Assert.Equal(state.Files * tenant.FileSize, state.UsedBytes);

        await using var recount = new NpgsqlCommand(
            """
            select count(*) from campaign_assets as asset left join lateral (
              select count(*) as events, max(reused_at) as newest from reuse_events as event where event.tenant_id = asset.tenant_id and event.asset_id = asset.id) as counted on true
            where tenant_id = $1 and (reused_count <> events or last_reused_at is distinct from newest)
            """,
            superuser)
        {
            Parameters = { new() { Value = tenant.Id } },
        };
        Assert.Equal(0L, await recount.ExecuteScalarAsync());

        var own = 0;
        await foreach (var (table, row) in TenantRows.TextsAsync(superuser, tenant.Id))
        {
            Assert.True(canaries.PlacesOf(row, word => word == tenant.Word).Count == 0, $"{table} has of {tenant.Id} {row}");
            own += row.Contains(tenant.Word, StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(own, state.Assets, long.MaxValue);
        foreach (var file in state.StoreObjects)
            Assert.Contains(tenant.Word, await File.ReadAllTextAsync(Path.Combine(api.ObjectsFolder, file)), StringComparison.Ordinal);
    }

    private static void None(IReadOnlyCollection<string> findings) =>
        Assert.True(findings.Count == 0, $"{findings.Count} findings with seed {Seed.Value}, such as:\n{string.Join('\n', findings.Take(10))}");
}
