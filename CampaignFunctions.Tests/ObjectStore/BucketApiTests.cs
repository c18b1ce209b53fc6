using System.Net;
using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.Support;
using CampaignFunctions.Tests.Support.Gcs;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.ObjectStore;

/// <summary>The whole API over a bucket. It has a database of its own: its sweep would meet other tests' files.</summary>
public sealed class BucketApiTests : IAsyncLifetime, IDisposable
{
    private readonly TestMedia media = new();
    private readonly RecordedLog log = new();
    private readonly HttpClient browser = new();
    private GcsServer server = null!;
    private OwnDatabase database = null!;

    public async Task InitializeAsync()
    {
        server = await GcsServer.StartAsync();
        database = await OwnDatabase.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    public void Dispose()
    {
        browser.Dispose();
        media.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task A_file_goes_its_whole_way_through_the_bucket()
    {
        await using var api = await StartAsync(("Uploads:OrphanAge", "00:00:00"));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var picture = new TestFile("hero.png", "image/png", await File.ReadAllBytesAsync(media.Picture("hero.png")));
        var document = TestFile.OfText("Buy now – €5", "copy – final.txt");

        // Uploaded, processed, thumbnail made.
        var asset = (await tenant.UploadAsync(space.Id, picture, ("asset_type", "image"))).Expect(HttpStatusCode.Created);
        var text = (await tenant.UploadAsync(space.Id, document, ("asset_type", "document"))).Expect(HttpStatusCode.Created);
        var ready = await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{asset.Id}"), answer => (string?)answer["processing_status"] != "pending");
        Assert.Equal(("ready", 800, 600), ((string?)ready["processing_status"], (int)ready["width"], (int)ready["height"]));
        await Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{text.Id}"), answer => (string?)answer["processing_status"] != "pending");
        (await StateAsync(tenant)).ExpectWhole();

        // Whoever may see it is sent to the bucket, which shows pictures and has the rest saved.
        using (var answer = await FollowAsync(tenant, $"campaign-assets/{asset.Id}/file"))
        {
            Assert.Equal(picture.Bytes, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.ToString());
            Assert.Null(answer.Content.Headers.ContentDisposition);
        }

        using (var answer = await FollowAsync(tenant, $"campaign-assets/{asset.Id}/thumbnail"))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("image/", answer.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        }

        using (var answer = await FollowAsync(tenant, $"campaign-assets/{text.Id}/file"))
        {
            Assert.Equal(document.Bytes, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(("attachment", document.Name), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
        }

        (await api.NewTenant().GetAsync($"campaign-assets/{asset.Id}/file")).Expect(HttpStatusCode.NotFound);

        // Deleted; and what no row refers to is swept away.
        (await tenant.DeleteAsync($"campaign-assets/{asset.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        var left = (await StateAsync(tenant)).ExpectWhole();
        var orphan = $"t/{tenant.TenantId}/{Guid.CreateVersion7()}";
        server.Bucket.Put(orphan, [1, 2, 3], contentType: null, contentEncoding: null, ifGenerationMatch: 0);
        await SweepAsync(api);
        await Poll.UntilAsync(() => server.Bucket.Find(orphan) is null);
        Assert.Equal(left.StoreObjects, (await StateAsync(tenant)).ExpectWhole().StoreObjects);

        string[] secrets = ["X-Goog-Signature", "upload_id", "eyJ"];
        Assert.All(secrets, secret => Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_the_bucket_is_away_callers_are_told_to_come_back_and_nothing_is_left()
    {
        await using var api = await StartAsync(("ObjectStore:MaxAttempts", "2"));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        server.Choose = _ => GcsFault.Unavailable;

        var refused = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"));

        refused.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);
        (await StateAsync(tenant)).ExpectNothing();
        server.Choose = _ => GcsFault.None;
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await StateAsync(tenant)).ExpectWhole();
    }

    [Fact]
    public async Task Where_the_bytes_come_through_here_a_bucket_that_is_away_is_told_from_one_that_lost_them()
    {
        await using var open = await GcsServer.StartAsync(isOpen: true);
        var settings = open.Settings();
        settings["ObjectStore:MaxAttempts"] = "1";
        await using var api = await RunningApi.StartAsync(
            settings,
            services => services.AddSingleton(new GoogleCredentialSource(_ => Task.FromException<GoogleCredential>(new InvalidOperationException("Your default credentials were not found.")))),
            mayFail: true);
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var file = TestFile.OfText("words");
        var asset = (await tenant.UploadAsync(space.Id, file, ("asset_type", "ad_copy"))).Expect(HttpStatusCode.Created);
        Assert.Equal("words", (await tenant.GetAsync($"campaign-assets/{asset.Id}/file")).Expect(HttpStatusCode.OK).Text);

        open.Choose = _ => GcsFault.Unavailable;
        var away = (await tenant.GetAsync($"campaign-assets/{asset.Id}/file")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        open.Choose = call => call == GcsCall.Media ? GcsFault.Unavailable : GcsFault.None;
        (await tenant.GetAsync($"campaign-assets/{asset.Id}/file")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        open.Choose = _ => GcsFault.None;
        open.Bucket.Delete((string)asset["gcs_path"]!, ifGenerationMatch: null);
        var lost = (await tenant.GetAsync($"campaign-assets/{asset.Id}/file")).ExpectProblem(HttpStatusCode.InternalServerError, "file_lost");

        Assert.NotNull(away.Headers.RetryAfter);
        Assert.Null(lost.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_never_becomes_an_object()
    {
        await using var api = await StartAsync(("Uploads:MaxBytes", "600000"), ("ObjectStore:ChunkBytes", "262144"));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(700_000), ("asset_type", "other"))).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "file_too_large");

        Assert.Empty(server.Bucket.Created);
    }

    [Theory]
    [InlineData(GcsFault.Unauthorized, "has no credentials that are accepted")]
    [InlineData(GcsFault.Forbidden, "does not let these credentials list objects")]
    [InlineData(GcsFault.NoBucket, "has no bucket of this name")]
    [InlineData(GcsFault.TooMany, "has had too many requests")]
    [InlineData(GcsFault.Unavailable, "is unavailable")]
    [InlineData(GcsFault.Reset, "is unavailable")]
    [InlineData(GcsFault.Stall, "did not answer in time")]
    internal async Task Readiness_tells_what_is_wrong_with_the_bucket_and_names_nothing(GcsFault fault, string reason)
    {
        await using var api = await StartAsync();
        var ready = (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal("up", (string?)ready["dependencies"]["object_store"]!["status"]);
        server.Choose = _ => fault;

        var unready = (await api.NewTenant().GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(("down", reason), ((string?)unready["dependencies"]["object_store"]!["status"], (string?)unready["dependencies"]["object_store"]!["reason"]));
        Assert.Equal("up", (string?)unready["dependencies"]["database"]!["status"]);
        Assert.DoesNotContain(server.Bucket.Name, unready.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Account.Email, unready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_file_in_its_environment_a_process_finds_the_bucket_and_holds_nothing_of_a_large_file()
    {
        var folder = Directory.CreateTempSubdirectory("bucket-").FullName;
        try
        {
            var keyFile = Path.Combine(folder, "key.json");
            await File.WriteAllTextAsync(keyFile, server.Account.KeyFile);
            await using var process = await ServerProcess.StartAsync(
                database.AppConnectionString,
                folder,
                [("GOOGLE_APPLICATION_CREDENTIALS", keyFile), .. server.Settings().Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!))]);
            var tenant = new TenantApi(process.Http, $"t-{Guid.CreateVersion7():N}");
            var space = await tenant.ASpaceAsync();
            (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(9_000_000), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
            var before = process.PeakMemoryBytes;
            var file = TestFile.OfRandomBytes(70_000_000);

            var asset = (await tenant.UploadAsync(space.Id, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

            // It was sent on as it came.
            Assert.InRange(process.PeakMemoryBytes - before, 0, 40_000_000);
            (await StateAsync(tenant)).ExpectWhole();
            using var answer = await process.Http.GetAsync($"api/campaign-assets/{asset.Id}/file?tenant_id={tenant.TenantId}");
            Assert.Equal(server.Address.Authority, answer.RequestMessage!.RequestUri!.Authority);
            Assert.Equal(file.Bytes, await answer.Content.ReadAsByteArrayAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<RunningApi> StartAsync(params (string Name, string Value)[] settings)
    {
        var all = server.Settings();
        all["Database:ConnectionString"] = database.AppConnectionString;
        foreach (var (name, value) in settings)
            all[name] = value;

        return RunningApi.StartAsync(all, services =>
        {
            server.GiveCredentials(services);
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        });
    }

    private Task<StoredState> StateAsync(TenantApi tenant) => StoredState.OfAsync(database.SuperuserConnectionString, server.Bucket, tenant.TenantId);

    /// <summary>As a browser does, which has no token of the bucket's.</summary>
    private async Task<HttpResponseMessage> FollowAsync(TenantApi tenant, string path)
    {
        var redirect = (await tenant.GetAsync(path)).Expect(HttpStatusCode.Found);
        Assert.Equal("no-store, private", redirect.Headers.CacheControl?.ToString());
        return await browser.GetAsync(redirect.Headers.Location);
    }

    private static async Task SweepAsync(RunningApi api)
    {
        using var answer = await api.Http.PostAsync("admin/functions/SweepUploadsOnTimer", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
