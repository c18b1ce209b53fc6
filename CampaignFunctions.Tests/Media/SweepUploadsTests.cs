using System.Net;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Media;

/// <summary>The sweep goes through all tenants, so these tests have a database and a store of their own.</summary>
public sealed class SweepUploadsTests : IAsyncLifetime, IDisposable
{
    private readonly TestMedia media = new();
    private OwnDatabase database = null!;

    public async Task InitializeAsync() => database = await OwnDatabase.CreateAsync();

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => media.Dispose();

    [Fact]
    public async Task Files_whose_event_was_lost_are_processed_even_beside_one_that_cannot_be()
    {
        await using var api = await StartAsync(lostEventAge: "00:00:00");
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var lost = (await UploadAsync(api, tenant, space.Id, media.Picture("a.png"))).Id;
        var hopeless = (await UploadAsync(api, tenant, space.Id, media.Picture("b.png", 40, 30))).Id;
        await SetBackAsync($"t/{tenant.TenantId}/%");
        await ExecuteAsync("update stored_files set processing_attempts = 5 where size_bytes = (select min(size_bytes) from stored_files)");

        await SweepAsync(api);

        var ready = await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{lost}"), answer => (string?)answer["processing_status"] == "ready");
        Assert.Equal(800, (int)ready["width"]);
        var failed = await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{hopeless}"), answer => (string?)answer["processing_status"] == "failed");
        Assert.NotEmpty((string)failed["processing_error"]!);
    }

    [Fact]
    public async Task A_file_that_may_still_have_its_event_is_left_alone()
    {
        await using var api = await StartAsync(lostEventAge: "00:10:00", orphanAge: "00:00:00");
        var tenant = api.NewTenant();
        var asset = (await UploadAsync(api, tenant, (await tenant.ASpaceAsync()).Id, media.Picture("a.png"))).Id;
        await SetBackAsync($"t/{tenant.TenantId}/%");
        var orphan = Plant(api, $"t/{tenant.TenantId}/{Guid.CreateVersion7()}");

        await SweepAsync(api);
        await Poll.UntilAsync(() => !File.Exists(orphan));

        Assert.Equal("pending", (string?)(await tenant.GetAsync($"campaign-assets/{asset}"))["processing_status"]);
    }

    [Fact]
    public async Task Orphans_and_halves_go_and_what_rows_refer_to_stays()
    {
        await using var api = await StartAsync(orphanAge: "00:00:00");
        var tenant = api.NewTenant();
        var created = await UploadAsync(api, tenant, (await tenant.ASpaceAsync()).Id, media.Picture("a.png"));
        var own = (string)created["gcs_path"]!;
        string[] orphans =
        [
            Plant(api, $"t/{tenant.TenantId}/{Guid.CreateVersion7()}"),
            Plant(api, $"{own}.{Guid.CreateVersion7():N}.thumb"),
            Plant(api, $"t/a-tenant-that-never-was/{Guid.CreateVersion7()}"),
            // A row of another tenant's does not save it.
            Plant(api, own.Replace(tenant.TenantId, "stranger", StringComparison.Ordinal)),
            Plant(api, "incoming/0123456789abcdef0123456789abcdef"),
        ];

        await SweepAsync(api);

        await Poll.UntilAsync(() => !Array.Exists(orphans, File.Exists));
        Assert.Equal(2, (await StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId)).ExpectWhole().StoreObjects.Count);
        (await tenant.GetAsync($"campaign-assets/{created.Id}/file")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_file_that_cannot_be_swept_keeps_nothing_else_from_being_swept()
    {
        await using var api = await StartAsync(lostEventAge: "00:00:00", orphanAge: "00:00:00");
        var tenant = api.NewTenant();
        await UploadAsync(api, tenant, (await tenant.ASpaceAsync()).Id, media.Picture("a.png"));
        await SetBackAsync($"t/{tenant.TenantId}/%");
        await ExecuteAsync("create function refuse() returns trigger language plpgsql as 'begin raise exception ''refused''; end'; create trigger refuse before update on stored_files for each row execute function refuse()");
        string[] orphans = [Plant(api, $"t/{tenant.TenantId}/{Guid.CreateVersion7()}"), Plant(api, "incoming/0123456789abcdef0123456789abcdef")];

        await SweepAsync(api);

        await Poll.UntilAsync(() => !Array.Exists(orphans, File.Exists));
    }

    [Fact]
    public async Task Folders_in_which_a_crash_left_a_file_being_processed_go()
    {
        await using var api = await StartAsync();
        var (abandoned, inUse) = (Directory.CreateTempSubdirectory("campaign-media-"), Directory.CreateTempSubdirectory("campaign-media-"));
        await File.WriteAllTextAsync(Path.Combine(abandoned.FullName, "original"), "left over");
        abandoned.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-3);

        await SweepAsync(api);

        await Poll.UntilAsync(() => !Directory.Exists(abandoned.FullName));
        Assert.True(Directory.Exists(inUse.FullName));
        inUse.Delete();
    }

    [Fact]
    public async Task An_upload_on_its_way_is_not_harmed()
    {
        await using var api = await StartAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        using var upload = new RawUpload(api, tenant, space.Id);
        var bytes = TestFile.OfRandomBytes(300_000).Bytes;
        var form = (byte[])[.. RawUpload.HalfAForm(bytes), .. System.Text.Encoding.ASCII.GetBytes($"\r\n--{RawUpload.Boundary}--\r\n")];
        await upload.SendAsync(form[..200_000], form.Length);
        await Poll.UntilAsync(() => StoredState.Incoming(api.ObjectsFolder).Length == 1);
        var oldHalf = Plant(api, "incoming/0123456789abcdef0123456789abcdef");
        File.SetLastWriteTimeUtc(oldHalf, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

        await SweepAsync(api);
        await Poll.UntilAsync(() => !File.Exists(oldHalf));
        await upload.SendRestAsync(form[200_000..]);

        Assert.StartsWith("HTTP/1.1 201", await upload.AnswerAsync(), StringComparison.Ordinal);
        Assert.Equal(300_000, (await StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId)).ExpectWhole().UsedBytes);
    }

    [Fact]
    public async Task Quota_that_is_still_reserved_is_released_once_it_has_expired()
    {
        await using var api = await StartAsync();
        var tenant = api.NewTenant();
        await ExecuteAsync(
            $"""
            insert into tenants (tenant_id, storage_reserved_bytes, created_at, updated_at) values ('{tenant.TenantId}', 700, now(), now()), ('another', 50, now(), now());
            insert into storage_reservations (tenant_id, id, bytes, expires_at) values
              ('{tenant.TenantId}', gen_random_uuid(), 250, now() - interval '1 second'),
              ('{tenant.TenantId}', gen_random_uuid(), 150, now() - interval '1 day'),
              ('{tenant.TenantId}', gen_random_uuid(), 300, now() + interval '10 minutes'),
              ('another', gen_random_uuid(), 50, now() + interval '10 minutes')
            """);

        await SweepAsync(api);

        (await Poll.UntilAsync(() => StateAsync(tenant.TenantId), state => state.ReservedBytes == 300)).ExpectWhole();
        Assert.Equal(50, (await StateAsync("another")).ExpectWhole().ReservedBytes);

        Task<StoredState> StateAsync(string tenantId) => StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenantId);
    }

    [Fact]
    public async Task Events_are_forgotten_a_month_after_they_last_came()
    {
        await using var api = await StartAsync();
        await ExecuteAsync(
            """
            insert into object_events (tenant_id, object_name, generation, attempts, state, reason, first_seen_at, last_seen_at)
            select tenant, name, 1, 5, 'parked', 'It is unknown.', now() - interval '60 days', now() - age
            from (values ('~'), ('acme')) as tenants (tenant), (values ('old', interval '31 days'), ('new', interval '29 days')) as events (name, age)
            """);

        await SweepAsync(api);

        await Poll.UntilAsync(() => KeptAsync("old"), kept => kept == 0);
        Assert.Equal(2, await KeptAsync("new"));

        async Task<long> KeptAsync(string name)
        {
            await using var connection = await database.OpenAsync();
            await using var command = new NpgsqlCommand("select count(*) from object_events where object_name = @name", connection) { Parameters = { new("name", name) } };
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task Sweeping_amid_uploads_and_deletions_harms_neither()
    {
        await using var api = await StartAsync(lostEventAge: "00:00:00", orphanAge: "01:00:00");
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        var sweeps = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await SweepAsync(api);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 10; i++)
            {
                var asset = (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
                (await tenant.DeleteAsync($"campaign-assets/{asset.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
            }
        }));
        await sweeps;

        (await StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId)).ExpectNothing();
    }

    private static async Task<ApiAnswer> UploadAsync(RunningApi api, TenantApi tenant, Guid spaceId, string path)
    {
        var file = new TestFile("a.png", "image/png", await File.ReadAllBytesAsync(path));
        var created = (await tenant.UploadAsync(spaceId, file, ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        return await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{created.Id}"), answer => (string?)answer["processing_status"] == "ready");
    }

    private static async Task SweepAsync(RunningApi api)
    {
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var answer = await api.Http.PostAsync("admin/functions/SweepUploadsOnTimer", body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static string Plant(RunningApi api, string name)
    {
        var path = Path.Combine(api.ObjectsFolder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "left over");
        return path;
    }

    private Task<RunningApi> StartAsync(string? lostEventAge = null, string? orphanAge = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = database.AppConnectionString };
        if (lostEventAge is not null)
            settings["Uploads:LostEventAge"] = lostEventAge;
        if (orphanAge is not null)
            settings["Uploads:OrphanAge"] = orphanAge;
        return RunningApi.StartAsync(settings);
    }

    private Task SetBackAsync(string objectNames) =>
        ExecuteAsync($"update stored_files set state = 'pending', processing_attempts = 0, thumbnail_object = null, width = null where object_name like '{objectNames}'");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
