using System.Net;
using CampaignFunctions.Http.Describe;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Idempotency;

public sealed class IdempotencyKeyTests : IAsyncLifetime
{
    private static readonly object Summer = new { campaign_name = "Summer", platform = "meta", tags = new[] { "sale" } };

    private readonly string key = $"{Guid.CreateVersion7()}";
    private RunningApi api = null!;
    private TenantApi tenant = null!;

    public static TheoryData<string> OperationsThatTakeKeys { get; } =
        new(HttpFunction.All.Where(function => function.TakesIdempotencyKey).Select(function => function.Name).Where(Calls.ByOperation.ContainsKey));

    public async Task InitializeAsync()
    {
        api = await RunningApi.SharedAsync();
        tenant = api.NewTenant();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, MemberData(nameof(OperationsThatTakeKeys))]
    public async Task Every_POST_takes_effect_once_under_a_key(string operationId)
    {
        var walk = new RepeatingWalk(await DescribedApi.SharedAsync(), tenant);

        await Calls.ByOperation[operationId](walk);

        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        Assert.True(walk.Repeated > 0, "Nothing succeeded.");
    }

    [Fact]
    public async Task The_answer_is_the_first_to_the_byte()
    {
        const string Body = """{"campaign_name": "Été 🌞", "platform": "meta"}""";
        var path = $"campaign-spaces?tenant_id={tenant.TenantId}";

        var first = await RawPost.SendAsync(api.Address, path, Body, $"Idempotency-Key: \"{key}\"");
        var again = await RawPost.SendAsync(api.Address, path, Body, $"Idempotency-Key: \"{key}\"");

        Assert.StartsWith("HTTP/1.1 201 Created\r\n", first, StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: /api/campaign-spaces/", first, StringComparison.Ordinal);
        Assert.Contains("\r\nETag: \"", first, StringComparison.Ordinal);
        Assert.Equal(RawPost.WithoutDate(first), RawPost.WithoutDate(again));
        Assert.Equal(1, await SpacesAsync(tenant));
    }

    [Fact]
    public async Task It_is_the_answer_that_would_have_come_without_a_key()
    {
        var without = await tenant.PostAsync("campaign-spaces", Summer);
        var with = await tenant.PostAsync("campaign-spaces", Summer, key);

        // Its length is known beforehand, which the streamed one's is not.
        string[] names(ApiAnswer answer) => [.. answer.Headers.Concat(answer.ContentHeaders).Select(header => header.Key).Except(["Transfer-Encoding", "Content-Length"], StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Assert.Equal(without.Expect(HttpStatusCode.Created).Json.AsObject().Select(member => member.Key), with.Expect(HttpStatusCode.Created).Json.AsObject().Select(member => member.Key));
        Assert.Equal(names(without), names(with));
    }

    [Fact]
    public async Task The_etag_of_an_answer_is_the_resources()
    {
        var created = await tenant.PostAsync("campaign-spaces", Summer, key);
        var got = await tenant.GetAsync($"campaign-spaces/{created.Id}");
        Assert.Equal(got.Headers.ETag, created.Headers.ETag);

        (await tenant.PutAsync($"campaign-spaces/{created.Id}", new { budget = 1 }, $"{created.Headers.ETag}")).Expect(HttpStatusCode.OK);

        // What the first answer said stays what it said.
        Assert.Equal(created.Whole, (await tenant.PostAsync("campaign-spaces", Summer, key)).Whole);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_changes_nothing()
    {
        var created = await tenant.PostAsync("campaign-spaces", Summer, key);
        var template = await tenant.ASpaceAsync(also: new { is_template = true });
        var paths = new[] { $"campaign-spaces/templates/{template.Id}/use", "storage/check-limit", "campaign-spaces?user_id=somebody-else" };

        var otherBody = await tenant.PostAsync("campaign-spaces", new { campaign_name = "Winter", platform = "meta" }, key);
        var others = await Task.WhenAll(paths.Select(path => tenant.PostAsync(path, Summer, key)));

        Assert.All(others.Append(otherBody), answer => answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"));
        Assert.Equal(2, await SpacesAsync(tenant));
        Assert.Equal(created.Whole, (await tenant.PostAsync("campaign-spaces", Summer, key)).Whole);
    }

    [Fact]
    public async Task While_the_first_is_being_worked_on_the_second_is_told_to_come_again()
    {
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}/update-performance";
        var totals = new { impressions = 1000, clicks = 20, spend = 12.5, conversions = 1.5, revenue = 80 };

        Task<ApiAnswer> first;
        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfSpaceAsync(connection, tenant.TenantId, space.Id);
            first = tenant.PostAsync(path, totals, key);
            await held.IsWaitedForAsync();

            var second = await tenant.PostAsync(path, totals, key);

            second.ExpectProblem(HttpStatusCode.Conflict, "idempotency_key_in_use");
            Assert.NotNull(second.Headers.RetryAfter?.Delta);
            // Others' keys, and other keys, have nothing to do with it.
            (await tenant.PostAsync("campaign-spaces", Summer, key + "-other")).Expect(HttpStatusCode.Created);
            (await api.NewTenant().PostAsync("campaign-spaces", Summer, key)).Expect(HttpStatusCode.Created);
        }

        Assert.Equal((await first).Expect(HttpStatusCode.OK).Whole, (await tenant.PostAsync(path, totals, key)).Whole);
    }

    [Fact]
    public async Task What_failed_is_not_kept_and_its_key_serves_the_corrected_request()
    {
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = "", platform = "meta" }, key)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        (await tenant.PostAsync("campaign-spaces", "{\"campaign_name\":", key)).ExpectProblem(HttpStatusCode.BadRequest, "malformed_json");
        (await tenant.PostAsync($"campaign-spaces/{Guid.CreateVersion7()}/restore", body: null, key)).ExpectProblem(HttpStatusCode.NotFound, "campaign_space_not_found");
        (await tenant.PostAsync("campaign-spaces", new { campaign_name = new string('x', 2_000_000) }, key)).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        Assert.Equal(0, await KeysAsync(tenant));

        var created = await tenant.PostAsync("campaign-spaces", Summer, key);

        Assert.Equal(created.Expect(HttpStatusCode.Created).Whole, (await tenant.PostAsync("campaign-spaces", Summer, key)).Whole);
        Assert.Equal(1, await SpacesAsync(tenant));
    }

    [Fact]
    public async Task Tenants_keys_never_meet()
    {
        var other = api.NewTenant();

        var mine = await tenant.PostAsync("campaign-spaces", Summer, key);
        var theirs = await other.PostAsync("campaign-spaces", Summer, key);
        var another = await api.NewTenant().PostAsync("campaign-spaces", new { campaign_name = "Winter", platform = "meta" }, key);

        Assert.NotEqual(mine.Expect(HttpStatusCode.Created).Id, theirs.Expect(HttpStatusCode.Created).Id);
        another.Expect(HttpStatusCode.Created);
        Assert.Equal(mine.Whole, (await tenant.PostAsync("campaign-spaces", Summer, key)).Whole);
        Assert.Equal(theirs.Whole, (await other.PostAsync("campaign-spaces", Summer, key)).Whole);
        Assert.Equal((1, 1), (await SpacesAsync(tenant), await SpacesAsync(other)));
    }

    [Fact]
    public async Task The_order_of_query_parameters_is_none_of_the_request()
    {
        var first = await tenant.PostAsync("campaign-spaces?user_id=ana&x=1", Summer, key);

        Assert.Equal(first.Expect(HttpStatusCode.Created).Whole, (await tenant.PostAsync("campaign-spaces?x=1&user_id=ana", Summer, key)).Whole);
    }

    [Theory]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324", "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")]
    [InlineData("a", "  \"a\"  ")]
    [InlineData("\"with spaces, commas; and (signs)\"", "\"with spaces, commas; and (signs)\"")]
    [InlineData("\"a \\\"quote\\\" and a \\\\\"", "\"a \\\"quote\\\" and a \\\\\"")]
    [InlineData("order:2026/06/01#1~*'", "\"order:2026/06/01#1~*'\"")]
    public async Task A_key_is_a_string_with_or_without_its_quotes(string oneWay, string another)
    {
        var first = await tenant.PostAsync("campaign-spaces", Summer, oneWay);
        var again = await tenant.PostAsync("campaign-spaces", Summer, another);

        Assert.Equal(first.Expect(HttpStatusCode.Created).Whole, again.Whole);
    }

    [Fact]
    public async Task A_key_has_up_to_255_characters()
    {
        (await tenant.PostAsync("campaign-spaces", Summer, new string('k', 255))).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync("campaign-spaces", Summer, $"\"{new string('"', 255).Replace("\"", "\\\"", StringComparison.Ordinal)}\"")).Expect(HttpStatusCode.Created);
        (await tenant.PostAsync("campaign-spaces", Summer, new string('k', 256))).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
        Assert.Equal(2, await SpacesAsync(tenant));
    }

    [Theory]
    [InlineData("Idempotency-Key:")]
    [InlineData("Idempotency-Key: \"\"")]
    [InlineData("Idempotency-Key: \"open")]
    [InlineData("Idempotency-Key: open\"")]
    [InlineData("Idempotency-Key: \"a\" \"b\"")]
    [InlineData("Idempotency-Key: \"a\", \"b\"")]
    [InlineData("Idempotency-Key: a, b")]
    [InlineData("Idempotency-Key: a b")]
    [InlineData("Idempotency-Key: \"a\";version=2")]
    [InlineData("Idempotency-Key: \"tab\there\"")]
    [InlineData("Idempotency-Key: \"a\\b\"")]
    [InlineData("Idempotency-Key: \"ünicode\"")]
    [InlineData("Idempotency-Key: a", "Idempotency-Key: a")]
    [InlineData("Idempotency-Key: \"a\"", "Idempotency-Key: \"b\"")]
    public async Task What_is_not_one_key_is_refused(params string[] headers)
    {
        var answer = await RawPost.SendAsync(api.Address, $"campaign-spaces?tenant_id={tenant.TenantId}", """{"campaign_name": "Summer", "platform": "meta"}""", headers);

        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\"Idempotency-Key\":[\"must be one key", answer, StringComparison.Ordinal);
        Assert.Equal(0, await SpacesAsync(tenant));
    }

    [Fact]
    public async Task Only_POSTs_mind_it()
    {
        var space = await tenant.ASpaceAsync();

        (await tenant.SendAsync(HttpMethod.Get, $"campaign-spaces/{space.Id}", key: "not, a key")).Expect(HttpStatusCode.OK);
        (await tenant.SendAsync(HttpMethod.Delete, $"campaign-spaces/{space.Id}", key: key)).Expect(HttpStatusCode.NoContent);
        (await tenant.SendAsync(HttpMethod.Delete, $"campaign-spaces/{space.Id}", key: key)).Expect(HttpStatusCode.NotFound);

        Assert.Equal(0, await KeysAsync(tenant));
    }

    [Fact]
    public async Task An_event_is_of_no_tenant_and_has_no_key()
    {
        var space = await tenant.ASpaceAsync();
        var asset = (await tenant.UploadAsync(space.Id, TestFile.OfText("Hello"), ("asset_type", "ad_copy"))).Expect(HttpStatusCode.Created);
        var created = new { data = new { name = (string)asset["gcs_path"]! } };

        (await tenant.PostAsync("events/objects", created, key)).Expect(HttpStatusCode.NoContent);
        (await tenant.PostAsync("events/objects", created, key)).Expect(HttpStatusCode.NoContent);

        Assert.Equal(0, await KeysAsync(tenant));
    }

    private static Task<long> SpacesAsync(TenantApi of) =>
        TestRows.ScalarAsync<long>("select count(*) from campaign_spaces where tenant_id = @tenant", ("tenant", of.TenantId));

    private static Task<long> KeysAsync(TenantApi of) =>
        TestRows.ScalarAsync<long>("select count(*) from idempotency_keys where tenant_id = @tenant", ("tenant", of.TenantId));
}
