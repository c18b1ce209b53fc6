using System.Globalization;
using System.Net;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Http;

/// <summary>The numbers of docs/limits.md: as much as is allowed, and one more.</summary>
public sealed class RequestLimitsTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public static TheoryData<string> Lists { get; } = ["campaign-spaces", "campaign-spaces/templates", "campaign-assets/assets", "ad-accounts", "performance/sync-runs"];

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_query_has_at_most_6144_characters()
    {
        var own = $"&tenant_id={tenant.TenantId}".Length;

        // Too long for a search, but not for a query.
        (await tenant.GetAsync(Query(6144))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        Assert.Contains("6144", (string?)(await tenant.GetAsync(Query(6145))).ExpectProblem(HttpStatusCode.BadRequest, "query_too_long")["detail"], StringComparison.Ordinal);

        string Query(int length) => $"campaign-spaces?search={new string('x', length - own - "search=".Length)}";
    }

    [Fact]
    public async Task The_longest_cursor_there_is_can_be_followed()
    {
        var name = string.Concat(Enumerable.Repeat("🌞", 127));
        await tenant.ASpaceAsync(name);
        await tenant.ASpaceAsync(name);

        var first = (await tenant.GetAsync("campaign-spaces?limit=1&order_by=campaign_name")).Expect(HttpStatusCode.OK);
        var cursor = (string)first["next_cursor"]!;
        var second = (await tenant.GetAsync($"campaign-spaces?limit=1&order_by=campaign_name&cursor={cursor}")).Expect(HttpStatusCode.OK);

        Assert.InRange(cursor.Length, 2_000, RequestLimitsMiddleware.MaxQueryLength - 1_000);
        Assert.Single(second["campaign_spaces"].AsArray());
    }

    [Fact]
    public async Task A_request_has_at_most_64_headers()
    {
        // The client adds Host.
        (await GetAsync(Enumerable.Range(0, 63).Select(i => ($"X-{i}", "x")))).Expect(HttpStatusCode.OK);
        (await GetAsync(Enumerable.Range(0, 64).Select(i => ($"X-{i}", "x")))).ExpectProblem(HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large");
        (await GetAsync(Enumerable.Range(0, 64).Select(_ => ("X", "x")))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_headers_of_a_request_have_at_most_24576_characters()
    {
        var host = "Host".Length + (await RunningApi.SharedAsync()).Address.Authority.Length;
        var rest = RequestLimitsMiddleware.MaxHeaderCharacters - host - "X-1".Length - "X-2".Length - 10_000;

        (await GetAsync([("X-1", new string('x', 10_000)), ("X-2", new string('x', rest))])).Expect(HttpStatusCode.OK);
        var refused = await GetAsync([("X-1", new string('x', 10_000)), ("X-2", new string('x', rest + 1))]);

        Assert.Contains("24576", (string?)refused.ExpectProblem(HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large")["detail"], StringComparison.Ordinal);
        var described = await DescribedApi.SharedAsync();
        Assert.Empty(described.Check(described.Operations["ListCampaignSpaces"], refused));
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task An_offset_ends_where_cursors_take_over(string path)
    {
        (await tenant.GetAsync($"{path}?offset=100000")).Expect(HttpStatusCode.OK);

        var refused = (await tenant.GetAsync($"{path}?offset=100001")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        Assert.Contains("cursor", (string?)refused["errors"]["offset"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_list_says_how_deep_an_offset_goes()
    {
        var described = await DescribedApi.SharedAsync();

        var offsets = described.Operations.Values.SelectMany(operation => operation.Parameters("query")).Where(parameter => (string?)parameter["name"] == "offset").ToList();

        Assert.True(offsets.Count > 4);
        Assert.All(offsets, offset => Assert.Equal(100_000, decimal.Parse(offset["schema"]!["maximum"]!.ToString(), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_form_has_at_most_64_fields_of_64_KB()
    {
        var space = await tenant.ASpaceAsync();

        // Known to be too many or too large before they are known to be no fields at all.
        (await UploadAsync(space.Id, Fields(64))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await UploadAsync(space.Id, Fields(65))).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
        (await UploadAsync(space.Id, Fields(1).Field("title", new byte[64 * 1024]))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await UploadAsync(space.Id, Fields(1).Field("title", new byte[(64 * 1024) + 1]))).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
    }

    [Fact]
    public async Task A_part_has_at_most_16_headers_in_less_than_16_KB()
    {
        const string Disposition = "Content-Disposition: form-data; name=\"asset_type\"";
        var space = await tenant.ASpaceAsync();

        (await UploadAsync(space.Id, Part(Disposition, 15))).Expect(HttpStatusCode.Created);
        var many = (await UploadAsync(space.Id, Part(Disposition, 16))).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");
        (await UploadAsync(space.Id, new RawForm().Part($"{Disposition}\r\nX: {new string('x', (16 * 1024) - Disposition.Length - 4)}", "other"u8.ToArray()))).Expect(HttpStatusCode.Created);
        var large = (await UploadAsync(space.Id, new RawForm().Part($"{Disposition}\r\nX: {new string('x', (16 * 1024) - Disposition.Length - 3)}", "other"u8.ToArray()))).ExpectProblem(HttpStatusCode.BadRequest, "malformed_multipart");

        Assert.All([many, large], refused => Assert.Contains("at most 16 of them, in less than 16384 bytes", (string?)refused["detail"], StringComparison.Ordinal));

        static RawForm Part(string disposition, int more) =>
            new RawForm().Part($"{disposition}\r\n{string.Join("\r\n", Enumerable.Range(0, more).Select(i => $"X-{i}: x"))}", "other"u8.ToArray());
    }

    private static RawForm Fields(int count)
    {
        var form = new RawForm();
        for (var i = 0; i < count; i++)
            form.Field($"field{i}", "x");
        return form;
    }

    private async Task<ApiAnswer> UploadAsync(Guid space, RawForm form)
    {
        using var content = form.File("a.bin", TestFile.OfRandomBytes().Bytes).Build();
        return await tenant.SendAsync(HttpMethod.Post, $"campaign-assets/campaign-spaces/{space}/assets", content);
    }

    private async Task<ApiAnswer> GetAsync(IEnumerable<(string Name, string Value)> headers)
    {
        using var request = tenant.Request(HttpMethod.Get, "campaign-spaces");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return await TokenApi.SendAsync((await RunningApi.SharedAsync()).Http, request);
    }
}
