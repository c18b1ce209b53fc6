using System.Diagnostics;
using System.Net;
using System.Text;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Performance;

/// <summary>The report is a named pipe here: a sync that reads it waits in the midst of its work for what the test does next.</summary>
public sealed class PerformanceSyncCrashTests(SyncingApi syncing) : PerformanceSyncTest(syncing)
{
    private readonly DateOnly day = Today.AddDays(-3);

    [Fact]
    public async Task Of_two_syncs_at_once_the_second_does_nothing_and_both_together_have_one_effect()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        await using var other = await AnotherApiAsync();
        var pipe = await APipeAsync(Api);

        var first = RunAsync(Api, tenant);
        await using (var report = await OpenAsync(pipe))
        {
            Assert.Equal("running", (string?)(await LastRunAsync(tenant))["status"]);
            Assert.True((await RunAsync(other, tenant)).Failed(out var refusal, out _));
            Assert.Equal("sync_already_running", refusal.Code);

            await WriteAsync(report, Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        }

        Assert.False((await first).Failed(out _, out var run));
        Assert.Equal(1, run.RowsChanged);
        Assert.Equal(10, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
        Assert.Equal(1, (int)(await tenant.GetAsync("performance/sync-runs"))["total"]!);
    }

    [Fact]
    public async Task An_account_cannot_be_let_go_from_under_a_sync_and_leaves_nothing_behind_after_it()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var pipe = await APipeAsync(Api);

        var sync = RunAsync(Api, tenant);
        Task<ApiAnswer> deletion;
        await using (var report = await OpenAsync(pipe))
        {
            deletion = tenant.DeleteAsync($"ad-accounts/google_ads/{account}");
            await Poll.UntilAsync(
                () => CountAsync("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%ad_accounts%for update%'"),
                waiting => waiting > 0);
            await WriteAsync(report, Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        }

        Assert.False((await sync).Failed(out _, out _));
        (await deletion).Expect(HttpStatusCode.NoContent);
        Assert.Equal(0, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
        Assert.Equal(0, await CountAsync($"select count(*) from performance_daily where tenant_id = '{tenant.TenantId}'"));
    }

    [Fact]
    public async Task A_sync_whose_connection_is_cut_is_recorded_as_failed_and_the_next_one_makes_up_for_it()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        var whole = Report.OfCampaigns().Day(day, account, "1", impressions: 10).Day(day.AddDays(1), account, "1", impressions: 5);
        var pipe = await APipeAsync(Api);

        var sync = RunAsync(Api, tenant);
        await using (var report = await OpenAsync(pipe))
        {
            await WriteAsync(report, Report.OfCampaigns().Day(day, account, "1", impressions: 10));
            Assert.Equal(1, await CountAsync($"select count(pg_terminate_backend(pid)) from pg_locks where {TheLockOf(tenant)}"));
        }

        await Assert.ThrowsAnyAsync<Exception>(() => sync);
        var failed = await LastRunAsync(tenant);
        Assert.Equal("failed", (string?)failed["status"]);
        Assert.Contains("Nothing of this run was applied", (string?)failed["error"], StringComparison.Ordinal);
        Assert.Equal(0, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);

        File.Delete(pipe);
        Write(whole);
        await SyncedAsync(tenant);
        Assert.Equal(15, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
    }

    [Fact]
    public async Task A_server_killed_in_the_midst_of_a_sync_leaves_nothing_half_done_and_the_next_sync_says_so()
    {
        var account = NewAccountId();
        var tenant = await ATenantAsync(account);
        var space = await tenant.ASpaceAsync(platform: "google_ads", also: new { external_campaign_id = "1" });
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 10));
        await SyncedAsync(tenant);
        Remove("campaign_report.csv");

        var pipe = await APipeAsync(Api);
        using (var server = AServer())
        {
            // Whichever tenant the server begins with waits for the pipe; others than ours get an empty file.
            for (var isOurs = false; !isOurs;)
            {
                await using var report = await OpenAsync(pipe);
                isOurs = (string?)(await LastRunAsync(tenant))["status"] == "running";
                if (!isOurs)
                    continue;

                await WriteAsync(report, Report.OfCampaigns().Day(day, account, "1", impressions: 99));
                server.Kill();
                await server.WaitForExitAsync();
            }
        }

        Assert.Equal("running", (string?)(await LastRunAsync(tenant))["status"]);
        await Poll.UntilAsync(() => CountAsync($"select count(*) from pg_locks where {TheLockOf(tenant)}"), held => held == 0);
        Assert.Equal(10, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);

        File.Delete(pipe);
        Write(Report.OfCampaigns().Day(day, account, "1", impressions: 12));
        await SyncedAsync(tenant);

        Assert.Equal(12, (long)(await SpaceAsync(tenant, space))["total_impressions"]!);
        var runs = (await tenant.GetAsync("performance/sync-runs"))["sync_runs"].AsArray();
        Assert.Equal(["succeeded", "failed", "succeeded"], runs.Select(run => (string?)run!["status"]));
        Assert.StartsWith("Interrupted", (string?)runs[1]!["error"], StringComparison.Ordinal);
        Assert.NotNull(runs[1]!["finished_at"]);
    }

    private static string TheLockOf(TenantApi tenant) =>
        $"database = (select oid from pg_database where datname = current_database()) and locktype = 'advisory' and granted and (classid::bigint << 32) | objid::bigint = hashtextextended('sync_performance {tenant.TenantId}', 0)";

    private static async Task<string> APipeAsync(RunningApi api)
    {
        var path = Path.Combine(api.WarehouseFolder, "campaign_report.csv");
        using var made = Process.Start("mkfifo", path);
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
        return path;
    }

    /// <summary>Comes back when a sync has opened the other end.</summary>
    private static Task<FileStream> OpenAsync(string pipe) =>
        Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)).WaitAsync(Poll.Patience);

    private static async Task WriteAsync(FileStream pipe, Report report)
    {
        await pipe.WriteAsync(Encoding.UTF8.GetBytes(report.ToString()));
        await pipe.FlushAsync();
    }

    /// <summary>The product in a process of its own, with the same warehouse and a timer that is always due.</summary>
    private Process AServer()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CampaignFunctions.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Auth__Mode"] = "development";
        start.Environment["Database__ConnectionString"] = Database.AppConnectionString;
        start.Environment["ObjectStore__Path"] = Api.ObjectsFolder;
        start.Environment["Warehouse__Path"] = Api.WarehouseFolder;
        start.Environment["Sync__Schedule"] = "* * * * * *";
        start.Environment["AzureWebJobs__SweepUploadsOnTimer__Disabled"] = "true";

        var server = Process.Start(start)!;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
