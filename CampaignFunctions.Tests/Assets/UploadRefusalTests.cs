using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

/// <summary>What an upload is refused for, each time leaving nothing: no object, no half of one, no row, no counter.</summary>
public sealed class UploadRefusalTests(OwnApi own) : IClassFixture<OwnApi>, IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0];

    private readonly TenantApi tenant = own.Api.NewTenant();
    private Guid spaceId;

    public async Task InitializeAsync() => spaceId = (await tenant.ASpaceAsync()).Id;

    public async Task DisposeAsync()
    {
        (await StoredState.OfAsync(own.Api, tenant)).ExpectNothing();
        Assert.Empty(StoredState.Incoming(own.Api.ObjectsFolder));
    }

    [Fact]
    public async Task A_body_that_is_no_form()
    {
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");

        (await PostAsync(json)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhhiiiiiiiiiijjjjjjjjjjk")]
    public async Task A_form_without_a_usable_boundary(string contentType)
    {
        using var form = Form().Build();
        form.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        (await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
    }

    [Theory]
    [InlineData("file last")]
    [InlineData("field last")]
    public async Task A_form_without_its_closing_boundary(string how)
    {
        using var form = (how == "file last" ? Form() : Form().Field("title", "x")).Build(closed: false);

        var answer = (await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
        Assert.EndsWith("it ends before its closing boundary.", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Disposition: ;;;")]
    public async Task A_part_without_disposition(string headers)
    {
        using var form = Form().Part(headers, "x"u8.ToArray()).Build();

        (await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
    }

    [Fact]
    public async Task Two_files()
    {
        using var form = Form().File("b.bin", TestFile.OfRandomBytes().Bytes).Build();

        Assert.NotNull((await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["file"]);
    }

    [Fact]
    public async Task A_file_under_another_name()
    {
        using var form = Form().File("b.bin", TestFile.OfRandomBytes().Bytes, partName: "image").Build();

        (await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
    }

    [Theory]
    [InlineData("different")]
    [InlineData("equal")]
    public async Task More_fields_than_64_of_any_names(string names)
    {
        var form = Form();
        for (var i = 0; i < 64; i++)
            form.Field(names == "equal" ? "tags" : $"field{i}", "x");
        using var content = form.Build();

        Assert.Contains("64", (string?)(await PostAsync(content)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart")["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_more_than_64_KB()
    {
        using var form = Form().Field("description", new byte[65 * 1024]).Build();

        (await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00 })]
    public async Task A_field_that_is_not_UTF8(byte[] value)
    {
        using var form = Form().Field("title", value).Build();

        Assert.Contains("title", (string?)(await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart")["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assettype", "image")]
    [InlineData("asset_type", "picture")]
    [InlineData("asset_type", "Image")]
    [InlineData("skip_duplicate_check", "perhaps")]
    [InlineData("skip_duplicate_check", "")]
    [InlineData("file_size", "10")]
    [InlineData("code", "a-key-of-the-host")]
    [InlineData("asset_name", " ")]
    [InlineData("cta_text", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    [InlineData("title", "a\0b")]
    public async Task A_field_unknown_or_wrong_is_named(string name, string value)
    {
        using var wrong = name == "asset_type" ? new RawForm().File("a.bin", TestFile.OfRandomBytes().Bytes).Field(name, value).Build() : Form().Field(name, value).Build();

        Assert.NotNull((await PostAsync(wrong)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"][name]);
    }

    [Fact]
    public async Task A_form_without_asset_type()
    {
        using var form = new RawForm().File("a.bin", TestFile.OfRandomBytes().Bytes).Build();

        Assert.NotNull((await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["asset_type"]);
    }

    [Fact]
    public async Task A_field_that_the_address_gives_as_well()
    {
        using var form = new RawForm().Field("asset_type", "other").Field("title", "In the form").File("a.bin", TestFile.OfRandomBytes().Bytes).Build();

        Assert.NotNull((await PostAsync(form, query: "?title=In%20the%20address")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["title"]);
    }

    [Fact]
    public async Task A_name_with_a_NUL_character()
    {
        using var form = new RawForm().Field("asset_type", "other")
            .Part("Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''a%00b.bin", TestFile.OfRandomBytes().Bytes).Build();

        Assert.NotNull((await PostAsync(form)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["asset_name"]);
    }

    [Fact]
    public async Task An_empty_file()
    {
        var answer = await tenant.UploadAsync(spaceId, new TestFile("empty.bin", "application/octet-stream", []), ("asset_type", "other"));

        Assert.NotNull(answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["file"]);
    }

    [Theory]
    [InlineData("image", "image/jpeg", "PNG")]
    [InlineData("image", "image/png", "<html><script>alert(1)</script></html>")]
    [InlineData("image", "application/octet-stream", "<!doctype html><p>not an image</p>")]
    [InlineData("document", "application/pdf", "MZ\u0090\0\u0003\0\0\0\u0004\0\0\0")]
    [InlineData("document", "application/octet-stream", "MZ\u0090\0\u0003\0\0\0\u0004\0\0\0")]
    [InlineData("video", "video/mp4", "PNG")]
    [InlineData("image", "image/gif", "just words")]
    public async Task Content_that_is_not_what_it_is_said_to_be(string assetType, string claimed, string content)
    {
        var bytes = content == "PNG" ? Png : Encoding.Latin1.GetBytes(content);

        var answer = await tenant.UploadAsync(spaceId, new TestFile("x", claimed, bytes), ("asset_type", assetType));

        answer.ExpectProblem(HttpStatusCode.UnsupportedMediaType, "content_type_mismatch");
    }

    [Theory]
    [InlineData("length known, little over", 2_000_001, false)]
    [InlineData("length known, much over", 9_000_000, false)]
    [InlineData("chunked", 5_000_000, true)]
    public async Task A_file_over_the_limit_which_the_answer_names(string how, int size, bool isChunked)
    {
        using var form = new RawForm().Field("asset_type", "other").File(how, TestFile.OfRandomBytes(size).Bytes).Build();
        using var request = tenant.Request(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets", form);
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var response = await tenant.SendAsync(request);
        var answer = await ApiAnswer.ReadAsync(response);

        answer.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "file_too_large");
        Assert.Equal(2_000_000, (int)answer["max_bytes"]);
        Assert.Contains("/uploads", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_space_that_is_missing_or_anothers_or_deleted()
    {
        var foreign = await own.Api.NewTenant().ASpaceAsync();
        var deleted = await tenant.ASpaceAsync();
        await tenant.DeleteAsync($"campaign-spaces/{deleted.Id}");

        foreach (var id in new[] { Guid.CreateVersion7(), foreign.Id, deleted.Id })
        {
            var answer = await tenant.UploadAsync(id, TestFile.OfRandomBytes(), ("asset_type", "other"));
            answer.ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        }
    }

    [Theory]
    [InlineData("before the file")]
    [InlineData("behind the file")]
    public async Task A_tenant_in_the_form_that_is_not_the_querys(string where)
    {
        var file = TestFile.OfRandomBytes().Bytes;
        using var form = where == "before the file"
            ? new RawForm().Field("tenant_id", "somebody-else").Field("asset_type", "other").File("a.bin", file).Build()
            : new RawForm().Field("asset_type", "other").File("a.bin", file).Field("tenant_id", "somebody-else").Build();

        (await PostAsync(form)).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("../..")]
    public async Task No_tenant_or_one_that_cannot_be(string? tenantId)
    {
        var form = Form();
        if (tenantId is not null)
            form.Field("tenant_id", tenantId);
        using var content = form.Build();

        using var response = await own.Api.Http.PostAsync($"api/campaign-assets/campaign-spaces/{spaceId}/assets", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("tenant_id", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static RawForm Form() => new RawForm().Field("asset_type", "other").File("a.bin", TestFile.OfRandomBytes().Bytes);

    private Task<ApiAnswer> PostAsync(HttpContent content, string query = "") =>
        tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{spaceId}/assets{query}", content);
}
