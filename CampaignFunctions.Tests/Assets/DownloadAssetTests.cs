using System.Net;
using System.Net.Http.Headers;
using CampaignFunctions.Tests.Media;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

public sealed class DownloadAssetTests : IAsyncLifetime
{
    private TenantApi tenant = null!;
    private Guid spaceId;

    public async Task InitializeAsync()
    {
        tenant = (await RunningApi.SharedAsync()).NewTenant();
        spaceId = (await tenant.ASpaceAsync()).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_was_uploaded_comes_back_byte_for_byte()
    {
        var file = TestFile.OfRandomBytes(300_000);
        var asset = await UploadAsync(file, "other");

        using var whole = await GetAsync(asset);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(file.Bytes, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{file.Sha256}\"", whole.Headers.ETag?.Tag);
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
    }

    [Theory]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=500-", 500, 500)]
    [InlineData("bytes=-10", 990, 10)]
    public async Task A_part_can_be_asked_for(string range, int from, int count)
    {
        var file = TestFile.OfRandomBytes(1_000);
        var asset = await UploadAsync(file, "other");

        using var part = await GetAsync(asset, request => request.Headers.Range = RangeHeaderValue.Parse(range));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(file.Bytes.AsSpan(from, count).ToArray(), await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(1_000, part.Content.Headers.ContentRange?.Length);
    }

    [Fact]
    public async Task A_part_beyond_the_end_is_a_416()
    {
        var asset = await UploadAsync(TestFile.OfRandomBytes(1_000), "other");

        using var response = await GetAsync(asset, request => request.Headers.Range = new RangeHeaderValue(1_000, 1_001));
        var answer = await ApiAnswer.ReadAsync(response);

        answer.ExpectProblem(HttpStatusCode.RequestedRangeNotSatisfiable, "range_not_satisfiable");
        Assert.Equal("bytes */1000", answer.ContentHeaders.ContentRange?.ToString());
        await ExpectAsDeclaredAsync(answer);
    }

    [Theory]
    [InlineData("If-Match", "\"00\"")]
    [InlineData("If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")]
    public async Task A_file_that_is_another_than_was_asked_for_is_a_412(string header, string value)
    {
        var asset = await UploadAsync(TestFile.OfRandomBytes(), "other");

        var answer = await tenant.GetWithAsync($"campaign-assets/{asset}/file", (header, value));

        answer.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        await ExpectAsDeclaredAsync(answer);
    }

    [Fact]
    public async Task What_the_caller_has_already_is_not_sent_again()
    {
        var file = TestFile.OfRandomBytes();
        var asset = await UploadAsync(file, "other");

        using var same = await GetAsync(asset, request => request.Headers.IfNoneMatch.ParseAdd($"\"{file.Sha256}\""));
        using var other = await GetAsync(asset, request => request.Headers.IfNoneMatch.ParseAdd("\"00\""));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, other.StatusCode));
    }

    [Theory]
    [InlineData("x.svg", "image/svg+xml", "image", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("x.html", "text/html", "other", "<!doctype html><script>alert(1)</script>")]
    [InlineData("x.pdf", "application/pdf", "document", "%PDF-1.4\n")]
    [InlineData("x.txt", "text/plain", "ad_copy", "words")]
    [InlineData("x.bin", "application/octet-stream", "other", "\0\u0001\u0002")]
    [InlineData("x.js", "text/javascript", "other", "alert(1)")]
    [InlineData("x.xml", "application/xml", "other", "<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml'/>")]
    [InlineData("x.css", "text/css", "other", "* { background: url(https://evil.example) }")]
    public async Task What_could_carry_a_script_is_only_ever_an_attachment(string name, string mimeType, string assetType, string content)
    {
        var asset = await UploadAsync(TestFile.OfText(content, name) with { MimeType = mimeType }, assetType);

        using var answer = await GetAsync(asset);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(mimeType, answer.Content.Headers.ContentType?.MediaType);
        AssertHarmless(answer);
    }

    [Fact]
    public async Task A_picture_is_shown_in_place_and_can_do_nothing_there()
    {
        using var media = new TestMedia();
        var asset = await UploadAsync(new TestFile("a.png", "image/png", await File.ReadAllBytesAsync(media.Picture("a.png"))), "image");

        using var answer = await GetAsync(asset);

        Assert.Equal("inline", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        AssertHarmless(answer);
    }

    [Theory]
    [InlineData("Käufer 👩‍👩‍👧.txt")]
    [InlineData("مرحبا.txt")]
    [InlineData("a \"quoted\"; name=\\x.txt")]
    [InlineData("line\r\nX-Injected: yes\r\n\r\n<script>")]
    [InlineData("tab\tand\u007Fmore")]
    [InlineData("%0d%0aX-Injected: yes")]
    public async Task A_name_of_any_characters_travels_whole_and_never_becomes_a_header(string name)
    {
        var asset = await UploadAsync(TestFile.OfText("words"), "ad_copy");
        (await tenant.PutAsync($"campaign-assets/{asset}", new { asset_name = name })).Expect(HttpStatusCode.OK);

        using var answer = await GetAsync(asset);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(name.EndsWith(".txt", StringComparison.Ordinal) ? name : $"{name}.txt", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.False(answer.Headers.Contains("X-Injected"));
        Assert.Equal("words", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("A", "text/plain", "words", "A.txt")]
    [InlineData("Sale 50.5", "application/pdf", "%PDF-1.4\n", "Sale 50.5.pdf")]
    [InlineData("terms.PDF", "application/pdf", "%PDF-1.4\n", "terms.PDF")]
    [InlineData("terms.docx", "application/pdf", "%PDF-1.4\n", "terms.pdf")]
    [InlineData("report.csv", "text/plain", "a,b\n1,2", "report.csv")]
    [InlineData("page", "text/html", "<!doctype html><p>words", "page.html")]
    [InlineData("tool.xyz", "application/octet-stream", "\0\u0001\u0002", "tool.xyz")]
    public async Task A_file_is_saved_as_its_asset_with_the_extension_of_its_type(string assetName, string mimeType, string content, string saved)
    {
        var asset = await UploadAsync(TestFile.OfText(content) with { MimeType = mimeType }, "other");
        (await tenant.PutAsync($"campaign-assets/{asset}", new { asset_name = assetName })).Expect(HttpStatusCode.OK);

        using var answer = await GetAsync(asset);

        Assert.Equal(saved, answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task An_asset_without_a_file_has_nothing_to_download()
    {
        var asset = (await tenant.AnAssetAsync(spaceId)).Id;

        (await tenant.GetAsync($"campaign-assets/{asset}/file")).ExpectProblem(HttpStatusCode.NotFound, "file_not_found");
        (await tenant.GetAsync($"campaign-assets/{asset}/thumbnail")).ExpectProblem(HttpStatusCode.NotFound, "file_not_found");
        (await tenant.GetAsync($"campaign-assets/{Guid.CreateVersion7()}/file")).ExpectProblem(HttpStatusCode.NotFound, "campaign_asset_not_found");
    }

    /// <summary>A problem like any other, of which nothing is said that is true of the file only.</summary>
    private static async Task ExpectAsDeclaredAsync(ApiAnswer answer)
    {
        var described = await DescribedApi.SharedAsync();
        Assert.Empty(described.Check(described.Operations["GetAssetFile"], answer));
        Assert.Null(answer.ContentHeaders.ContentDisposition);
        Assert.Null(answer.ContentHeaders.LastModified);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static void AssertHarmless(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<Guid> UploadAsync(TestFile file, string assetType) =>
        (await tenant.UploadAsync(spaceId, file, ("asset_type", assetType))).Expect(HttpStatusCode.Created).Id;

    private async Task<HttpResponseMessage> GetAsync(Guid asset, Action<HttpRequestMessage>? change = null)
    {
        using var request = tenant.Request(HttpMethod.Get, $"campaign-assets/{asset}/file");
        change?.Invoke(request);
        return await tenant.SendAsync(request);
    }
}
