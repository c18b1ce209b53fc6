using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Tenancy;

public sealed class TenantTests
{
    [Fact]
    public async Task A_tenant_is_created_by_putting_it()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        (await tenant.GetAsync($"tenants/{tenant.TenantId}")).ExpectProblem(HttpStatusCode.NotFound, "tenant_not_found");

        var created = (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = "Café Größe", storage_limit_bytes = 5_000_000_000 })).Expect(HttpStatusCode.Created);
        var got = (await tenant.GetAsync($"tenants/{tenant.TenantId}")).Expect(HttpStatusCode.OK);

        Assert.Equal(created.Text, got.Text);
        Assert.Equal(created.Headers.ETag, got.Headers.ETag);
        Assert.Equal($"/api/tenants/{tenant.TenantId}", created.Headers.Location?.ToString());
        Assert.Equal(tenant.TenantId, (string?)got["tenant_id"]);
        Assert.Equal("Café Größe", (string?)got["name"]);
        Assert.Equal(5_000_000_000, (long)got["storage_limit_bytes"]);
        Assert.Equal(0, (long)got["storage_used_bytes"]);
        Assert.Equal(0, (long)got["file_count"]);
        Assert.EndsWith("Z", (string?)got["created_at"], StringComparison.Ordinal);
        Assert.EndsWith("Z", (string?)got["updated_at"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_left_out_stay_and_null_clears()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var path = $"tenants/{tenant.TenantId}";
        (await tenant.PutAsync(path, new { name = "First", storage_limit_bytes = 10 })).Expect(HttpStatusCode.Created);

        var renamed = (await tenant.PutAsync(path, new { name = "Second" })).Expect(HttpStatusCode.OK);
        Assert.Equal(10, (long)renamed["storage_limit_bytes"]);

        var cleared = (await tenant.PutAsync(path, """{"storage_limit_bytes":null}""")).Expect(HttpStatusCode.OK);
        Assert.Equal("Second", (string?)cleared["name"]);
        Assert.Null(cleared.Json["storage_limit_bytes"]);
    }

    [Fact]
    public async Task A_tenant_that_only_uploaded_is_known_with_what_it_stores()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var space = await tenant.ASpaceAsync();
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(1234), ("asset_name", "Data"), ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        var got = (await tenant.GetAsync($"tenants/{tenant.TenantId}")).Expect(HttpStatusCode.OK);
        Assert.Equal(1234, (long)got["storage_used_bytes"]);
        Assert.Equal(1, (long)got["file_count"]);
        Assert.Null(got.Json["storage_limit_bytes"]);

        var limited = (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { storage_limit_bytes = 1300 })).Expect(HttpStatusCode.OK);
        Assert.Equal(1234, (long)limited["storage_used_bytes"]);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(67), ("asset_name", "Data"), ("asset_type", "other")))
            .Expect(HttpStatusCode.InsufficientStorage);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(66), ("asset_name", "Data"), ("asset_type", "other")))
            .Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_put_goes_on_only_over_the_version_it_names()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var path = $"tenants/{tenant.TenantId}";
        (await tenant.PutAsync(path, new { name = "First" }, "\"1\"")).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.PutAsync(path, new { name = "First" }, "*")).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");
        (await tenant.GetAsync(path)).Expect(HttpStatusCode.NotFound);

        var first = (await tenant.PutAsync(path, new { name = "First" })).Expect(HttpStatusCode.Created);
        var second = (await tenant.PutAsync(path, new { name = "Second" }, first.Headers.ETag!.ToString())).Expect(HttpStatusCode.OK);
        (await tenant.PutAsync(path, new { name = "Third" }, first.Headers.ETag!.ToString())).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition_failed");

        Assert.Equal("Second", (string?)(await tenant.GetAsync(path))["name"]);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
    }

    [Theory]
    [InlineData("""{"storage_limit_bytes":-1}""", "storage_limit_bytes")]
    [InlineData("""{"storage_limit_bytes":"10"}""", "storage_limit_bytes")]
    [InlineData("""{"storage_limit_bytes":1.5}""", "storage_limit_bytes")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"storage_used_bytes":0}""", "storage_used_bytes")]
    [InlineData("""{"file_count":0}""", "file_count")]
    [InlineData("""{"created_at":"2026-01-01T00:00:00Z"}""", "created_at")]
    public async Task What_cannot_be_written_is_named_and_nothing_is_created(string body, string member)
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var refused = (await tenant.PutAsync($"tenants/{tenant.TenantId}", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(refused["errors"][member]);
        (await tenant.GetAsync($"tenants/{tenant.TenantId}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Puts_at_the_same_moment_create_a_tenant_once()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(call => tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = $"Name {call}" })));

        Assert.Equal(1, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task In_development_mode_the_path_names_the_tenant_and_the_query_may_repeat_it()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        (await tenant.PutAsync($"tenants/{tenant.TenantId}", new { name = "Mine" })).Expect(HttpStatusCode.Created);

        (await new TokenApi(api.Http, token: null).GetAsync($"tenants/{tenant.TenantId}")).Expect(HttpStatusCode.OK);
        (await api.NewTenant().GetAsync($"tenants/{tenant.TenantId}")).ExpectProblem(HttpStatusCode.Forbidden, "tenant_mismatch");
        (await new TokenApi(api.Http, token: null).GetAsync("tenants/-")).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");
    }
}
