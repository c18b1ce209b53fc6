using System.Globalization;
using System.Net;
using System.Text;
using CampaignFunctions.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Crashes;

/// <summary>
/// A server killed (SIGKILL) again and again at random moments of uploads, direct uploads, processing and syncs that all go on at
/// once. One sweep and one sync later rows and objects agree, and totals are what a full recompute gives. A hundred kills take five
/// seconds each on a slow machine; CAMPAIGNS_KILLS in the environment makes them fewer, or more.
/// </summary>
public sealed class KillStormTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string TenantId = "the-tenant";
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private readonly string folder = Directory.CreateTempSubdirectory("kill-storm-").FullName;
    private readonly Random random = Seed.For("kill storm");
    private readonly List<Guid> answered = [];
    private OwnDatabase database = null!;
    private Guid spaceId;
    private int written;

    public async Task InitializeAsync() => database = await OwnDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_the_moment_nothing_answered_is_lost_and_nothing_else_is_kept()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("CAMPAIGNS_KILLS") ?? "100", CultureInfo.InvariantCulture);
        await using (var server = await StartAsync())
            await SetUpAsync(new TenantApi(server.Http, TenantId));

        for (var kill = 0; kill < kills; kill++)
            await WorkUntilKilledAsync();

        await using var last = await StartAsync(("Uploads__OrphanAge", "00:00:00"), ("Uploads__LostEventAge", "00:00:00"));
        var tenant = new TenantApi(last.Http, TenantId);
        await SyncAsync(last);
        await Poll.UntilAsync(() => CountAsync("select count(*) from sync_runs where status = 'running'"), running => running == 0);
        Assert.Equal((long)written, await Poll.UntilAsync(async () => (long)(await tenant.GetAsync($"campaign-spaces/{spaceId}"))["total_impressions"]!, total => total == written));

        await ForgetDirectUploadsAsync();
        await StartTimerAsync(last, "SweepUploadsOnTimer");
        var state = await Poll.UntilAsync(
            () => StoredState.OfAsync(database.SuperuserConnectionString, Path.Combine(folder, "objects"), TenantId),
            seen => seen.StoreObjects.Count == seen.RowObjects.Count && seen.ReservedBytes == 0 && StoredState.Incoming(Path.Combine(folder, "objects")).Length == 0);
        state.ExpectWhole();
        Assert.Equal(0, await Poll.UntilAsync(() => CountAsync("select count(*) from stored_files where state = 'pending'"), pending => pending == 0));
        foreach (var id in answered)
            (await tenant.GetAsync($"campaign-assets/{id}/file")).Expect(HttpStatusCode.OK);

        output.Print("kill storm", $"{kills} kills, {answered.Count} uploads answered, {state.Assets} assets, {state.Files} files, 0 lost, 0 left over, totals as recomputed");
    }

    private async Task SetUpAsync(TenantApi tenant)
    {
        (await tenant.PutAsync("ad-accounts/google_ads/account", new { currency = "EUR" })).Expect(HttpStatusCode.Created);
        spaceId = (await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" })).Id;
    }

    private async Task WorkUntilKilledAsync()
    {
        await using var server = await StartAsync();
        var tenant = new TenantApi(server.Http, TenantId);
        WriteReport();
        var work = new[]
        {
            UntilItDiesAsync(async () => Answered((await tenant.UploadAsync(spaceId, TestFile.OfRandomBytes(100_000), ("asset_type", "other"))).Expect(HttpStatusCode.Created).Id)),
            UntilItDiesAsync(async () => Answered((await tenant.UploadAsync(spaceId, AnImage(), ("asset_type", "image"))).Expect(HttpStatusCode.Created).Id)),
            UntilItDiesAsync(() => UploadDirectlyAsync(tenant)),
            UntilItDiesAsync(() => SyncAsync(server)),
        };
        var before = answered.Count;
        await Poll.UntilAsync(() => answered.Count > before);
        await Task.Delay(random.Next(0, 150));
        await server.KillAsync();
        await Task.WhenAll(work);
    }

    private async Task UploadDirectlyAsync(TenantApi tenant)
    {
        var file = TestFile.OfRandomBytes(50_000);
        var upload = await tenant.AnAnnouncedUploadAsync(spaceId, file);
        (await tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        Answered((await tenant.PostAsync($"campaign-assets/campaign-spaces/{spaceId}/uploads/{upload["upload_id"]}/complete")).Expect(HttpStatusCode.Created).Id);
    }

    private void Answered(Guid id)
    {
        lock (answered)
            answered.Add(id);
    }

    private static async Task UntilItDiesAsync(Func<Task> work)
    {
        try
        {
            while (true)
                await work();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // It died, as it should.
        }
    }

    /// <summary>Each report restates the same day: totals that were added up instead of replaced would show.</summary>
    private void WriteReport()
    {
        written += 1_000;
        var path = Path.Combine(folder, "warehouse", "campaign_report.csv");
        File.WriteAllText($"{path}.new", Report.OfCampaigns().Day(Today.AddDays(-1), "account", "1", impressions: written).ToString());
        File.Move($"{path}.new", path, overwrite: true);
    }

    /// <summary>One pixel, like no other by what follows its end.</summary>
    private static TestFile AnImage() => new(
        "dot.gif",
        "image/gif",
        [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, (byte)',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, (byte)';', .. Guid.CreateVersion7().ToByteArray()]);

    private static async Task SyncAsync(ServerProcess server)
    {
        await StartTimerAsync(server, "SyncPerformanceOnTimer");
        await Task.Delay(50);
    }

    private static async Task StartTimerAsync(ServerProcess server, string function)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync($"admin/functions/{function}", body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    /// <summary>As if the time of those begun and never completed were over, and that of what is reserved.</summary>
    private async Task ForgetDirectUploadsAsync()
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            "update direct_uploads set expires_at = now() - interval '1 minute' where asset_id is null; update storage_reservations set expires_at = now() - interval '1 minute'", connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<ServerProcess> StartAsync(params (string Name, string Value)[] settings) =>
        ServerProcess.StartAsync(database.AppConnectionString, folder, settings);
}
