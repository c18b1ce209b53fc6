using System.Globalization;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Media;

/// <summary>What a sweep asks of a bucket: all of it once a day, and in between what may have become an orphan of late.</summary>
public sealed class SweepBucketTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Page = 1_000;

    /// <summary>More with CAMPAIGNS_OBJECTS in the environment.</summary>
    private static readonly int Old = int.Parse(Environment.GetEnvironmentVariable("CAMPAIGNS_OBJECTS") ?? "2500", CultureInfo.InvariantCulture);

    private readonly ManualTime time = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sweep-bucket-");
    private GcsServer server = null!;
    private OwnDatabase database = null!;
    private RunningApi api = null!;
    private TenantApi tenant = null!;

    public async Task InitializeAsync()
    {
        server = await GcsServer.StartAsync(isOpen: true, time);
        database = await OwnDatabase.CreateAsync();
        var settings = server.Settings();
        settings["Database:ConnectionString"] = database.AppConnectionString;
        settings["ObjectStore:MaxAttempts"] = "1";
        // By our clock whatever others work on was abandoned long ago.
        settings["Media:WorkPath"] = folder.FullName;
        api = await RunningApi.StartAsync(settings, services =>
        {
            services.AddSingleton<TimeProvider>(time);
            server.GiveCredentials(services);
        });
        tenant = api.NewTenant();
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_first_sweep_reads_the_whole_bucket_and_the_next_only_names_of_late()
    {
        await AnOldTenantAsync(tenant.TenantId, Old);
        time.Advance(TimeSpan.FromDays(3));
        await tenant.UploadAsync((await tenant.ASpaceAsync()).Id, TestFile.OfRandomBytes(), ("asset_type", "other"));
        var orphan = AnOrphan();
        time.Advance(TimeSpan.FromMinutes(61));

        var whole = await SweepAsync();
        Assert.Equal(((Old / Page) + 2, Old + 2), whole);
        Assert.Null(server.Bucket.Find(orphan));

        var another = AnOrphan();
        time.Advance(TimeSpan.FromMinutes(61));
        var recent = await SweepAsync();

        Assert.Equal((2, 2), recent);
        Assert.Null(server.Bucket.Find(another));
        Assert.Equal(Old + 1, server.Bucket.Objects.Count);
        output.WriteLine($"a bucket of {Old + 2} objects: the whole sweep sent {whole.Requests} requests for {whole.Objects} names, the next {recent.Requests} for {recent.Objects}");
    }

    [Fact]
    public async Task Tenants_that_stored_nothing_of_late_are_not_even_asked_about()
    {
        foreach (var number in Enumerable.Range(0, 5))
            await AnOldTenantAsync($"quiet-{number}", 3);
        time.Advance(TimeSpan.FromHours(5));
        await SweepAsync();

        Assert.Equal((1, 0), await SweepAsync());
    }

    [Fact]
    public async Task What_no_sweep_of_late_names_finds_the_daily_one_does()
    {
        var asset = await tenant.UploadAsync((await tenant.ASpaceAsync()).Id, TestFile.OfRandomBytes(), ("asset_type", "other"));
        time.Advance(TimeSpan.FromHours(10));
        await SweepAsync();
        string[] orphans =
        [
            Put($"{(string)asset["gcs_path"]!}.{Guid.CreateVersion7():N}.thumb"),
            Put($"t/a-tenant-that-never-was/{TimeOrderedId.At(time.GetUtcNow())}"),
        ];
        time.Advance(TimeSpan.FromHours(23));
        await SweepAsync();
        Assert.All(orphans, name => Assert.NotNull(server.Bucket.Find(name)));

        time.Advance(TimeSpan.FromHours(1));
        await SweepAsync();

        Assert.All(orphans, name => Assert.Null(server.Bucket.Find(name)));
        Assert.NotNull(server.Bucket.Find((string)asset["gcs_path"]!));
    }

    [Fact]
    public async Task A_direct_upload_sent_at_the_last_moment_and_never_completed_is_found_by_its_name()
    {
        await SweepAsync();
        await tenant.AnAnnouncedUploadAsync((await tenant.ASpaceAsync()).Id, TestFile.OfRandomBytes());
        var name = await ScalarAsync("select object_name from direct_uploads");
        time.Advance(TimeSpan.FromMinutes(59));
        Put(name);

        time.Advance(TimeSpan.FromMinutes(59));
        await SweepAsync();
        Assert.NotNull(server.Bucket.Find(name));

        // Sweeps were missed for two hours.
        time.Advance(TimeSpan.FromMinutes(119));
        await SweepAsync();
        Assert.Null(server.Bucket.Find(name));
    }

    [Fact]
    public async Task A_whole_sweep_that_breaks_off_is_begun_again()
    {
        await AnOldTenantAsync("old", Page + 1);
        time.Advance(TimeSpan.FromHours(5));
        server.Fail(GcsCall.List, GcsFault.None, GcsFault.Unavailable);

        await Assert.ThrowsAnyAsync<Exception>(SweepAsync);

        Assert.Equal((3, Page + 1), await SweepAsync());
        Assert.Equal((1, 0), await SweepAsync());
    }

    [Fact]
    public async Task A_bucket_that_is_away_is_found_out_once_and_not_for_each_tenant()
    {
        await SweepAsync();
        foreach (var number in Enumerable.Range(0, 5))
            await AnOldTenantAsync($"tenant-{number}", 1);
        var before = server.Count(GcsCall.List);
        server.Choose = _ => GcsFault.Unavailable;

        await Assert.ThrowsAnyAsync<Exception>(SweepAsync);

        Assert.Equal(1, server.Count(GcsCall.List) - before);
    }

    /// <summary>The requests it took to list, and the objects they listed.</summary>
    private async Task<(int Requests, long Objects)> SweepAsync()
    {
        var (requests, objects) = (server.Count(GcsCall.List), server.Bucket.Listed);
        await using var scope = api.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SweepUploads>().RunAsync(CancellationToken.None);
        return (server.Count(GcsCall.List) - requests, server.Bucket.Listed - objects);
    }

    private string AnOrphan() => Put($"t/{tenant.TenantId}/{TimeOrderedId.At(time.GetUtcNow())}");

    private string Put(string name)
    {
        Assert.NotNull(server.Bucket.Put(name, [1], contentType: null, contentEncoding: null, ifGenerationMatch: 0));
        return name;
    }

    /// <summary>A tenant with files of this moment, in rows and in the bucket.</summary>
    private async Task AnOldTenantAsync(string tenantId, int files)
    {
        var now = time.GetUtcNow();
        await ScalarAsync(
            $"""
            insert into tenants (tenant_id, file_count, storage_used_bytes, created_at, updated_at) values (@tenant, {files}, {files}, @now, @now);
            insert into stored_files (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
            select @tenant, id, sha256(id::text::bytea), 't/' || @tenant || '/' || id, 1, 'text/plain', 'none', 0, @now
            from (select uuid_v7(@now) as id from generate_series(1, {files})) as ids;
            select ''
            """,
            ("tenant", tenantId), ("now", now));
        foreach (var name in (await ScalarAsync($"select string_agg(object_name, ' ') from stored_files where tenant_id = '{tenantId}'")).Split(' '))
            Put(name);
    }

    private async Task<string> ScalarAsync(string sql, params (string Name, object Value)[] parameters)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
