using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.DirectUploads;

/// <summary>Files that go to the store by a signed address, here the file store's own.</summary>
public sealed class DirectUploadTests : IAsyncLifetime
{
    private RunningApi api = null!;
    private TenantApi tenant = null!;
    private Guid space;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
        space = (await tenant.ASpaceAsync()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_file_sent_to_the_store_becomes_an_asset_like_any_other()
    {
        var file = TestFile.OfText("Up to 40 % off", "copy.txt");
        var upload = await tenant.AnAnnouncedUploadAsync(space, file, new { asset_type = "ad_copy", title = "Sale", tags = new[] { "Hero " }, ad_copy_text = "Buy now" });
        Assert.Equal(file.Bytes.Length, (await StoredState.OfAsync(api, tenant)).ReservedBytes);
        Assert.Null(upload.Headers.Location);

        (await tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        var asset = (await CompleteAsync(upload)).Expect(HttpStatusCode.Created);

        Assert.Equal((file.Sha256, (long)file.Bytes.Length, "text/plain", "Sale", "hero"), ((string)asset["file_hash"]!, (long)asset["file_size"]!, (string)asset["mime_type"]!, (string)asset["title"]!, (string)asset["tags"][0]!));
        Assert.Equal("Up to 40 % off", (await tenant.GetAsync($"campaign-assets/{asset.Id}/file")).Text);
        Assert.Equal($"/api/campaign-assets/{asset.Id}", asset.Headers.Location!.ToString());
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((file.Bytes.Length, 0), (state.UsedBytes, state.ReservedBytes));
    }

    [Fact]
    public async Task Completed_again_or_at_once_it_is_one_asset()
    {
        var file = TestFile.OfRandomBytes();
        var upload = await tenant.AnAnnouncedUploadAsync(space, file);
        (await tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CompleteAsync(upload)));

        Assert.Single(answers.Select(answer => answer.Expect(HttpStatusCode.Created).Id).Distinct());
        Assert.Equal(1, (await StoredState.OfAsync(api, tenant)).ExpectWhole().Assets);
    }

    [Fact]
    public async Task Before_the_bytes_are_there_it_cannot_be_completed()
    {
        var upload = await tenant.AnAnnouncedUploadAsync(space, TestFile.OfRandomBytes());

        (await CompleteAsync(upload)).ExpectProblem(HttpStatusCode.Conflict, "upload_incomplete");
    }

    [Fact]
    public async Task Bytes_the_tenant_has_are_shared_and_those_the_space_has_are_refused()
    {
        var file = TestFile.OfRandomBytes();
        var first = (await tenant.UploadAsync(space, file, ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        var twin = await SentAsync(space, file);
        var refusal = (await CompleteAsync(twin)).ExpectProblem(HttpStatusCode.Conflict, "duplicate_asset");
        Assert.Equal(first.Id, (Guid)refusal["existing_asset_id"]!);
        (await CompleteAsync(twin)).ExpectProblem(HttpStatusCode.NotFound, "upload_not_found");

        var elsewhere = (await tenant.ASpaceAsync()).Id;
        (await CompleteAsync(await SentAsync(elsewhere, file), elsewhere)).Expect(HttpStatusCode.Created);

        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((2, 1, file.Bytes.Length, 0), (state.Assets, state.Files, state.UsedBytes, state.ReservedBytes));
    }

    [Fact]
    public async Task Content_that_is_not_what_it_was_said_to_be_is_refused_and_dropped()
    {
        var file = new TestFile("a.png", "image/png", TestFile.OfRandomBytes().Bytes);
        var upload = await SentAsync(space, file, new { asset_type = "image" });

        (await CompleteAsync(upload)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "content_type_mismatch");

        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Neither_less_nor_more_than_was_announced_is_taken(int difference)
    {
        var file = TestFile.OfRandomBytes();
        var upload = await tenant.AnAnnouncedUploadAsync(space, file);

        (await tenant.SendBytesAsync(upload, TestFile.OfRandomBytes(file.Bytes.Length + difference).Bytes)).Expect(HttpStatusCode.BadRequest);
        (await CompleteAsync(upload)).ExpectProblem(HttpStatusCode.Conflict, "upload_incomplete");

        (await tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        (await tenant.SendBytesAsync(upload, file.Bytes)).ExpectProblem(HttpStatusCode.PreconditionFailed, "object_exists");
        (await CompleteAsync(upload)).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("size=1000", "size=2000")]
    [InlineData("type=application", "type=image")]
    [InlineData("expires=", "expires=9")]
    [InlineData("/t/t-", "/t/t-0")]
    [InlineData("signature=", "signature=0")]
    public async Task An_address_is_for_what_it_was_signed_for(string part, string forged)
    {
        var upload = await tenant.AnAnnouncedUploadAsync(space, TestFile.OfRandomBytes());
        var address = (string)upload["upload_url"]!;
        Assert.Contains(part, address, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Put, address.Replace(part, forged, StringComparison.Ordinal)) { Content = new ByteArrayContent(new byte[1000]) };
        request.Content.Headers.ContentType = new("application/octet-stream");

        using var answer = await api.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_completes_it_and_in_no_other_space()
    {
        var file = TestFile.OfRandomBytes();
        var upload = await SentAsync(space, file);
        var other = api.NewTenant();
        var theirSpace = (await other.ASpaceAsync()).Id;

        (await other.PostAsync($"campaign-assets/campaign-spaces/{theirSpace}/uploads/{upload["upload_id"]}/complete")).ExpectProblem(HttpStatusCode.NotFound, "upload_not_found");
        (await CompleteAsync(upload, (await tenant.ASpaceAsync()).Id)).ExpectProblem(HttpStatusCode.NotFound, "upload_not_found");
        (await CompleteAsync(upload)).Expect(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("file_size", 0)]
    [InlineData("file_size", -1)]
    [InlineData("mime_type", "video")]
    [InlineData("mime_type", "text/plain; charset=utf-8")]
    [InlineData("mime_type", "text/plain\r\nX: y")]
    [InlineData("asset_name", "")]
    [InlineData("asset_type", "film")]
    [InlineData("filesize", 5)]
    public async Task What_cannot_be_is_refused_by_name(string member, object value)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["asset_name"] = "Hero", ["asset_type"] = "other", ["file_size"] = 5, ["mime_type"] = "text/plain", [member] = value };

        var refusal = (await tenant.PostAsync($"campaign-assets/campaign-spaces/{space}/uploads", body)).Expect(HttpStatusCode.BadRequest);

        Assert.NotNull(refusal["errors"][member]);
    }

    private async Task<ApiAnswer> SentAsync(Guid spaceId, TestFile file, object? also = null)
    {
        var upload = await tenant.AnAnnouncedUploadAsync(spaceId, file, also);
        (await tenant.SendBytesAsync(upload, file.Bytes)).Expect(HttpStatusCode.OK);
        return upload;
    }

    private Task<ApiAnswer> CompleteAsync(ApiAnswer upload, Guid? spaceId = null) =>
        tenant.PostAsync($"campaign-assets/campaign-spaces/{spaceId ?? space}/uploads/{upload["upload_id"]}/complete");
}
