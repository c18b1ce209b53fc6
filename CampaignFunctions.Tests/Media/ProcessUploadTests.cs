using System.Net;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Media;

/// <summary>What happens to a file after its upload.</summary>
public sealed class ProcessUploadTests : IAsyncLifetime, IDisposable
{
    private readonly TestMedia media = new();
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid spaceId;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => media.Dispose();

    [Fact]
    public async Task An_image_becomes_ready_with_its_facts_and_a_thumbnail()
    {
        var created = await UploadAsync("image", "image/jpeg", await File.ReadAllBytesAsync(media.Picture("a.jpg")));
        Assert.Contains((string?)created["processing_status"], new[] { "pending", "ready" });

        var ready = await ProcessedAsync(created.Id);

        Assert.Equal(("ready", 800, 600, null), ((string?)ready["processing_status"], (int)ready["width"], (int)ready["height"], (string?)ready.Json["processing_error"]));
        Assert.NotEqual(created.Headers.ETag, ready.Headers.ETag);
        Assert.Equal($"/api/campaign-assets/{created.Id}/thumbnail", (string?)ready["thumbnail_url"]);
        using var request = tenant.Request(HttpMethod.Get, $"campaign-assets/{created.Id}/thumbnail");
        using var thumbnail = await tenant.SendAsync(request);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"{Path.GetFileNameWithoutExtension((string)ready["asset_name"]!)}.webp", thumbnail.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("WEBP"u8.ToArray(), (await thumbnail.Content.ReadAsByteArrayAsync())[8..12]);
        Assert.Equal(2, (await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects.Count);
    }

    [Fact]
    public async Task A_video_becomes_ready_with_its_duration()
    {
        var created = await UploadAsync("video", "video/mp4", await File.ReadAllBytesAsync(media.Video("a.mp4", "-c:v", "libx264")));

        var ready = await ProcessedAsync(created.Id);

        Assert.Equal(("ready", 640, 360), ((string?)ready["processing_status"], (int)ready["width"], (int)ready["height"]));
        Assert.InRange((decimal)ready["duration"], 1.8m, 2.2m);
        (await tenant.GetAsync($"campaign-assets/{created.Id}/thumbnail")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_PDF_becomes_ready_with_the_size_of_its_first_page()
    {
        var created = await UploadAsync("document", "application/pdf", TestMedia.Pdf());

        var ready = await ProcessedAsync(created.Id);

        Assert.Equal(("ready", 300, 200), ((string?)ready["processing_status"], (int)ready["width"], (int)ready["height"]));
        (await tenant.GetAsync($"campaign-assets/{created.Id}/thumbnail")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("garbage behind a signature")]
    public async Task A_picture_that_cannot_be_decoded_failed_for_a_reason(string how)
    {
        var bytes = how == "truncated"
            ? await File.ReadAllBytesAsync(media.Truncated(media.Picture("a.jpg"), 0.3))
            : [0xFF, 0xD8, 0xFF, 0xE0, .. TestFile.OfRandomBytes(5_000).Bytes];
        var created = await UploadAsync("image", "image/jpeg", bytes);

        var failed = await ProcessedAsync(created.Id);

        Assert.Equal("failed", (string?)failed["processing_status"]);
        Assert.NotEmpty((string)failed["processing_error"]!);
        (await tenant.GetAsync($"campaign-assets/{created.Id}/thumbnail")).ExpectProblem(HttpStatusCode.NotFound, "thumbnail_not_found");
        (await tenant.GetAsync($"campaign-assets/{created.Id}/file")).Expect(HttpStatusCode.OK);
        Assert.Single((await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects);
    }

    [Theory]
    [InlineData("image", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("ad_copy", "text/plain", "words")]
    [InlineData("other", "application/octet-stream", "\0\u0001\u0002\u0003")]
    public async Task What_has_nothing_to_process_is_not_waited_for(string assetType, string mimeType, string content)
    {
        var created = await UploadAsync(assetType, mimeType, System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Equal("none", (string?)created["processing_status"]);
        (await SendEventAsync((string)created["gcs_path"]!)).Expect(HttpStatusCode.NoContent);
        Assert.Equal(created.Text, (await tenant.GetAsync($"campaign-assets/{created.Id}")).Text);
    }

    [Fact]
    public async Task However_often_and_parallel_an_event_comes_there_is_one_result()
    {
        var created = await UploadAsync("image", "image/png", await File.ReadAllBytesAsync(media.Picture("a.png")));
        var objectName = (string)created["gcs_path"]!;
        await ProcessedAsync(created.Id);
        await SetBackAsync(objectName);

        // More of them than a file has attempts: those are for files that fail.
        var events = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendEventAsync(objectName)));

        Assert.All(events, answer => answer.Expect(HttpStatusCode.NoContent));
        var ready = await ProcessedAsync(created.Id);
        Assert.Equal("ready", (string?)ready["processing_status"]);
        Assert.Equal(2, (await StoredState.OfAsync(api, tenant)).ExpectWhole().StoreObjects.Count);
        (await SendEventAsync(objectName)).Expect(HttpStatusCode.NoContent);
        Assert.Equal(ready.Text, (await tenant.GetAsync($"campaign-assets/{created.Id}")).Text);
    }

    [Fact]
    public async Task A_file_that_was_tried_in_vain_five_times_is_given_up()
    {
        var created = await UploadAsync("image", "image/png", await File.ReadAllBytesAsync(media.Picture("a.png")));
        var objectName = (string)created["gcs_path"]!;
        await ProcessedAsync(created.Id);
        await SetBackAsync(objectName, attempts: 5);

        (await SendEventAsync(objectName)).Expect(HttpStatusCode.NoContent);

        var failed = await tenant.GetAsync($"campaign-assets/{created.Id}");
        Assert.Equal(("failed", true), ((string?)failed["processing_status"], ((string?)failed["processing_error"])!.Contains("5 attempts", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_event_about_a_thumbnail_needs_nothing() =>
        (await SendEventAsync("t/someone/0191a1b2-0000-7000-8000-000000000000.0191a1b200007000800000000000aaaa.thumb")).Expect(HttpStatusCode.NoContent);

    [Theory]
    [InlineData("somebody-elses/object.png")]
    [InlineData("t/../../etc/passwd")]
    [InlineData("t/some one/0191a1b2-0000-7000-8000-000000000000")]
    public async Task An_event_about_something_foreign_is_asked_for_again(string objectName) =>
        (await SendEventAsync(objectName)).ExpectProblem(HttpStatusCode.UnprocessableEntity, "object_foreign");

    /// <summary>Events have members of their senders' own, and act for no tenant that one of these could contradict.</summary>
    [Fact]
    public async Task An_event_may_have_a_member_called_tenant_id()
    {
        using var content = new StringContent("""{"tenant_id":"of-the-sender","data":{"name":"somebody-elses/object.png"}}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await api.Http.PostAsync("api/events/objects", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{"name":null}}""")]
    [InlineData("""{"data":{"name":""}}""")]
    public async Task An_event_without_an_object_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await api.Http.PostAsync("api/events/objects", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<ApiAnswer> UploadAsync(string assetType, string mimeType, byte[] bytes) =>
        (await tenant.UploadAsync(spaceId, new TestFile("file", mimeType, bytes), ("asset_type", assetType))).Expect(HttpStatusCode.Created);

    private Task<ApiAnswer> ProcessedAsync(Guid asset) =>
        Poll.UntilAsync(() => tenant.GetAsync($"campaign-assets/{asset}"), answer => (string?)answer["processing_status"] != "pending");

    // As Eventarc sends it: https://cloud.google.com/eventarc/docs/cloudevents
    private Task<ApiAnswer> SendEventAsync(string objectName) => new TenantApi(api.Http, "nobody").PostAsync("events/objects", new JsonObject
    {
        ["specversion"] = "1.0",
        ["type"] = "google.cloud.storage.object.v1.finalized",
        ["source"] = "//storage.googleapis.com/projects/_/buckets/b",
        ["id"] = "1",
        ["data"] = new JsonObject { ["bucket"] = "b", ["name"] = objectName, ["generation"] = "1", ["size"] = "3" },
    });

    // As if no event had ever come.
    private async Task SetBackAsync(string objectName, int attempts = 0)
    {
        Directory.GetFiles(Path.Combine(api.ObjectsFolder, "t", tenant.TenantId), "*.thumb").ToList().ForEach(File.Delete);
        await using var connection = await TestDatabase.OpenAsync();
        await using var command = new NpgsqlCommand(
            "update stored_files set state = 'pending', state_reason = null, processing_attempts = @attempts, thumbnail_object = null where object_name = @name", connection)
        {
            Parameters = { new("attempts", attempts), new("name", objectName) },
        };
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
