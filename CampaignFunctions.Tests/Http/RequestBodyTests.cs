using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

public sealed class RequestBodyTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"campaign_name\":\"A\",}")]
    [InlineData("{'campaign_name':'A'}")]
    [InlineData("{\"campaign_name\":\"A\"} trailing")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"campaign_name\":\"B\"}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"import_metadata\":{\"x\":1,\"x\":2}}")]
    [InlineData("{\"budget\":NaN}")]
    public async Task What_is_not_json_is_a_400(string body)
    {
        (await tenant.PostAsync("campaign-spaces", body)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_json");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    public async Task What_is_no_object_is_a_400(string body)
    {
        (await tenant.PostAsync("campaign-spaces", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Theory]
    [InlineData("{\"campaign_name\":\"\\ud800\",\"platform\":\"meta\"}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"import_metadata\":{\"x\":\"\\udc00\"}}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"\\ud800\"}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"tags\":[null]}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"import_metadata\":{\"x\":\"\\u0000\"}}")]
    [InlineData("{\"campaign_name\":\"A\",\"platform\":\"meta\",\"import_metadata\":{\"x\":1e999999}}")]
    public async Task Text_and_numbers_that_cannot_be_stored_are_a_400(string body)
    {
        var answer = (await tenant.PostAsync("campaign-spaces", body)).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_a_400()
    {
        using var content = new ByteArrayContent([.. "{\"campaign_name\":\""u8, 0xC3, 0x28, .. "\",\"platform\":\"meta\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await tenant.SendAsync(HttpMethod.Post, "campaign-spaces", content)).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nesting_has_an_end()
    {
        // The body itself is the first level.
        static string Body(int levels, string open = "{\"a\":", char close = '}') =>
            $"{{\"campaign_name\":\"A\",\"platform\":\"meta\",\"import_metadata\":{{\"a\":{string.Concat(Enumerable.Repeat(open, levels - 2))}1{new string(close, levels - 2)}}}}}";

        var deepest = (await tenant.PostAsync("campaign-spaces", Body(32))).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync("campaign-spaces", Body(32, "[", ']'))).Expect(HttpStatusCode.Created);
        foreach (var levels in new[] { 33, 100_000 })
        {
            (await tenant.PostAsync("campaign-spaces", Body(levels))).ExpectProblem(HttpStatusCode.BadRequest, "json_too_deep");
            (await tenant.PostAsync("campaign-spaces", Body(levels, "[", ']'))).ExpectProblem(HttpStatusCode.BadRequest, "json_too_deep");
        }

        // Wherever it is answered again, it stands deeper.
        (await tenant.GetAsync($"campaign-spaces/{deepest.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, (await tenant.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK)["campaign_spaces"].AsArray().Count);
        (await tenant.GetAsync("campaign-spaces/export?format=json")).Expect(HttpStatusCode.OK);
        (await tenant.GetAsync("campaign-spaces/export?format=csv")).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync($"campaign-spaces/{deepest.Id}", new { budget = 1 })).Expect(HttpStatusCode.OK);
    }

    /// <summary>PostgreSQL writes out what 1e100000 stands for, whenever it is read: enough of that can be read by nobody any more.</summary>
    [Fact]
    public async Task The_exponents_of_numbers_come_to_at_most_65536()
    {
        static string Body(params string[] numbers) => $$$"""{"campaign_name":"A","platform":"meta","import_metadata":{"a":[{{{string.Join(',', numbers)}}}]}}""";

        var most = (await tenant.PostAsync("campaign-spaces", Body("1e60000", "1E+5000", "1e-536"))).Expect(HttpStatusCode.Created);
        foreach (var numbers in new[] { new[] { "1e60000", "1E+5000", "1e-537" }, ["1e99999999999"], [.. Enumerable.Repeat("1e131071", 9_000)] })
            (await tenant.PostAsync("campaign-spaces", Body(numbers))).ExpectProblem(HttpStatusCode.BadRequest, "json_numbers_too_long");

        // What is read is written out, and can be written again.
        (await tenant.GetAsync($"campaign-spaces/{most.Id}")).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync($"campaign-spaces/{most.Id}", new { budget = 1 })).Expect(HttpStatusCode.OK);
        // Two of them are compared before anything else.
        (await tenant.PostAsync($"campaign-spaces/templates/{(await tenant.ASpaceAsync(also: new { is_template = true })).Id}/use", """{"campaign_name":"B","budget":1e99999999999,"overrides":{"budget":1}}"""))
            .ExpectProblem(HttpStatusCode.BadRequest, "json_numbers_too_long");
    }

    [Fact]
    public async Task What_a_request_without_members_brings_is_a_400_that_names_it()
    {
        var space = await tenant.ASpaceAsync();
        await tenant.DeleteAsync($"campaign-spaces/{space.Id}");
        var path = $"campaign-spaces/{space.Id}/restore";

        Assert.NotNull((await tenant.PostAsync(path, new { campaign_name = "B" })).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input")["errors"]["campaign_name"]);
        (await tenant.PostAsync(path, "[]")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.PostAsync(path, new { tenant_id = "another" })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await tenant.PostAsync(path, new { tenant_id = tenant.TenantId })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_than_a_mebibyte_is_a_413_whether_its_length_is_said_or_not()
    {
        const int Most = 1024 * 1024;
        static string Body(int length) => $$"""{"campaign_name":"A","platform":"meta"{{new string(' ', length - 39)}}}""";
        var body = Body(Most + 1);
        Assert.Equal(Most + 1, body.Length);

        (await tenant.PostAsync("campaign-spaces", Body(Most))).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync("campaign-spaces", body)).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

        using var request = tenant.Request(HttpMethod.Post, "campaign-spaces", new StringContent(body, Encoding.UTF8, "application/json"));
        request.Headers.TransferEncodingChunked = true;
        using var chunked = await tenant.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task Another_content_type_is_a_415(string? type)
    {
        using var content = new ByteArrayContent("{\"campaign_name\":\"A\",\"platform\":\"meta\"}"u8.ToArray());
        if (type is not null)
            content.Headers.ContentType = new MediaTypeHeaderValue(type);

        (await tenant.SendAsync(HttpMethod.Post, "campaign-spaces", content)).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Tenant_id_in_the_body_may_repeat_the_tenant_and_nothing_else()
    {
        var space = await tenant.ASpaceAsync(also: new { tenant_id = tenant.TenantId });

        Assert.Equal(tenant.TenantId, (string?)space["tenant_id"]);
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta", tenant_id = "another" })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta", tenant_id = (string?)null })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { tenant_id = "another" })).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await tenant.PutAsync($"campaign-spaces/{space.Id}", new { tenant_id = tenant.TenantId })).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "is required")]
    [InlineData("?tenant_id=", "is required")]
    [InlineData("?tenant_id=a/b", "must be")]
    [InlineData("?tenant_id=..", "must be")]
    [InlineData("?tenant_id=a%00b", "must be")]
    [InlineData("?tenant_id=a&tenant_id=b", "must be")]
    [InlineData("?tenant_id=a&user_id=b&user_id=c", "more than once")]
    public async Task A_call_names_exactly_one_tenant(string query, string because)
    {
        using var answer = await (await RunningApi.SharedAsync()).Http.GetAsync($"api/campaign-spaces{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(because, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("campaign-spaces/not-a-uuid")]
    [InlineData("campaign-spaces/00000000-0000-0000-0000-000000000000")]
    [InlineData("nothing-here")]
    public async Task What_is_not_there_is_a_404_problem(string path)
    {
        var answer = (await tenant.GetAsync(path)).Expect(HttpStatusCode.NotFound);

        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
    }
}
