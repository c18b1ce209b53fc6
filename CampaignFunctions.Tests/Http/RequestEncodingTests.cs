using System.IO.Compression;
using System.Net;
using System.Text;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

/// <summary>What is encoded as nobody here reads it is refused, not guessed at.</summary>
public sealed class RequestEncodingTests : IAsyncLifetime
{
    private RunningApi api = null!;
    private TenantApi tenant = null!;

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("search=%ff%fe", "search")]
    [InlineData("search=%c3%28", "search")]
    [InlineData("search=caf%C3", "search")]
    [InlineData("search=%ED%A0%80", "search")]
    [InlineData("search=%C0%AF", "search")]
    [InlineData("search=a%zz", "search")]
    [InlineData("search=100%", "search")]
    [InlineData("search=100%2", "search")]
    [InlineData("limit=5&search=%", "search")]
    [InlineData("tags=sale,%E2%82", "tags")]
    [InlineData("user_id=%ff", "user_id")]
    [InlineData("se%ffarch=a", "se%ffarch")]
    public async Task A_query_that_is_no_percent_encoded_UTF8_is_a_400_that_names_the_parameter(string query, string parameter)
    {
        foreach (var path in new[] { "campaign-spaces", "storage/usage", $"campaign-spaces/{Guid.CreateVersion7()}" })
            Assert.NotNull((await GetAsIsAsync(path, query)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"][parameter]);
    }

    [Theory]
    [InlineData("%EF%BF%BD", "\uFFFD")]
    [InlineData("caf%C3%A9", "café")]
    [InlineData("%F0%9F%8C%9E", "🌞")]
    [InlineData("50%25+off", "50% off")]
    public async Task What_is_well_encoded_is_read_as_it_was_meant(string encoded, string brand)
    {
        await tenant.ASpaceAsync(also: new { brand_id = brand });
        await tenant.ASpaceAsync(also: new { brand_id = "another" });

        Assert.Equal(1, (int)(await GetAsIsAsync("campaign-spaces", $"brand_id={encoded}")).Expect(HttpStatusCode.OK)["total"]!);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task A_body_that_is_compressed_is_a_415_that_names_the_header(string coding)
    {
        using var body = new ByteArrayContent(Compressed("""{"campaign_name":"Sale","platform":"meta"}"""));
        body.Headers.ContentType = new("application/json");

        var answer = await tenant.SendWithAsync(HttpMethod.Post, "campaign-spaces", body, ("Content-Encoding", coding));

        answer.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_content_encoding");
        Assert.Contains("Content-Encoding", (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
    }

    [Fact]
    public async Task Compressed_bytes_are_never_taken_for_a_file()
    {
        var space = (await tenant.ASpaceAsync()).Id;
        var bytes = Compressed("words");
        var ticket = await tenant.AnAnnouncedUploadAsync(space, new TestFile("copy.txt", "text/plain", bytes), new { asset_type = "ad_copy" });
        using var form = new RawForm().Field("asset_type", "ad_copy").File("copy.txt", bytes, mimeType: "text/plain").Build();
        using var direct = new ByteArrayContent(bytes) { Headers = { ContentType = new("text/plain"), ContentEncoding = { "gzip" } } };

        var uploaded = await tenant.SendWithAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space}/assets", form, ("Content-Encoding", "gzip"));
        using var request = new HttpRequestMessage(HttpMethod.Put, (string)ticket["upload_url"]!) { Content = direct };
        using var response = await tenant.SendAsync(request);

        uploaded.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_content_encoding");
        (await ApiAnswer.ReadAsync(response)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_content_encoding");
        Assert.Empty((await StoredState.OfAsync(api, tenant)).StoreObjects);
    }

    [Fact]
    public async Task A_coding_that_changes_nothing_and_one_of_no_body_are_nobodys_concern()
    {
        using var body = new StringContent("""{"campaign_name":"Sale","platform":"meta"}""", Encoding.UTF8, "application/json");

        (await tenant.SendWithAsync(HttpMethod.Post, "campaign-spaces", body, ("Content-Encoding", "identity"))).Expect(HttpStatusCode.Created);
        using var request = tenant.Request(HttpMethod.Get, "campaign-spaces", new ByteArrayContent([]) { Headers = { ContentEncoding = { "gzip" } } });
        using var response = await tenant.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>.NET's own addresses would be put right before they are sent.</summary>
    private async Task<ApiAnswer> GetAsIsAsync(string path, string query)
    {
        var address = new Uri($"{api.Address}api/{path}?{query}&tenant_id={tenant.TenantId}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var response = await api.Http.GetAsync(address);
        return await ApiAnswer.ReadAsync(response);
    }

    private static byte[] Compressed(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
