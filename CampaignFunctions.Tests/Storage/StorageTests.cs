using System.Net;
using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Tests.Storage;

public sealed class StorageTests : IAsyncLifetime
{
    private TenantApi tenant = null!;

    public async Task InitializeAsync() => tenant = (await RunningApi.SharedAsync()).NewTenant();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_tenant_that_stored_nothing_has_used_nothing_of_the_default()
    {
        var usage = (await tenant.GetAsync("storage/usage")).Expect(HttpStatusCode.OK);

        Assert.Equal("""{"used_bytes":0,"limit_bytes":10737418240,"usage_percent":0,"warning_level":"normal","file_count":0}""", usage.Text);
    }

    [Theory]
    [InlineData(0, 1000, 0, "normal")]
    [InlineData(749, 1000, 74.9, "normal")]
    [InlineData(749999, 1000000, 75, "normal")]
    [InlineData(750, 1000, 75, "warning")]
    [InlineData(899, 1000, 89.9, "warning")]
    [InlineData(900, 1000, 90, "critical")]
    [InlineData(999, 1000, 99.9, "critical")]
    [InlineData(1000, 1000, 100, "exceeded")]
    [InlineData(2500, 1000, 250, "exceeded")]
    [InlineData(1, 3, 33.33, "normal")]
    [InlineData(2, 3, 66.67, "normal")]
    [InlineData(0, 0, 100, "exceeded")]
    public async Task The_level_follows_the_share_used(long used, long limit, double percent, string level)
    {
        await UseAsync(used, limit);

        var usage = (await tenant.GetAsync("storage/usage")).Expect(HttpStatusCode.OK);

        Assert.Equal((used, limit, (decimal)percent, level, 7), ((long)usage["used_bytes"]!, (long)usage["limit_bytes"]!, (decimal)usage["usage_percent"]!, (string?)usage["warning_level"], (int)usage["file_count"]!));
    }

    [Theory]
    [InlineData(0, true, 500, "normal")]
    [InlineData(249, true, 749, "normal")]
    [InlineData(250, true, 750, "warning")]
    [InlineData(400, true, 900, "critical")]
    [InlineData(500, true, 1000, "exceeded")]
    [InlineData(501, false, 1001, "exceeded")]
    [InlineData(long.MaxValue, false, long.MaxValue, "exceeded")]
    public async Task Checking_says_whether_more_fits_and_how_full_it_would_be(long additional, bool fits, long projected, string level)
    {
        await UseAsync(500, 1000);

        var answer = (await tenant.PostAsync("storage/check-limit", new { additional_bytes = additional })).Expect(HttpStatusCode.OK);

        Assert.Equal($$"""{"can_store":{{(fits ? "true" : "false")}},"projected_bytes":{{projected}},"limit_bytes":1000,"warning_level":"{{level}}"}""", answer.Text);
    }

    [Theory]
    [InlineData("""{}""", "additional_bytes")]
    [InlineData("""{"additional_bytes":null}""", "additional_bytes")]
    [InlineData("""{"additional_bytes":-1}""", "additional_bytes")]
    [InlineData("""{"additional_bytes":1.5}""", "additional_bytes")]
    [InlineData("""{"additional_bytes":"1"}""", "additional_bytes")]
    [InlineData("""{"bytes":1}""", "bytes")]
    public async Task A_question_that_cannot_be_is_a_400(string body, string member)
    {
        var answer = (await tenant.PostAsync("storage/check-limit", body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid_input");

        Assert.NotNull(answer["errors"][member]);
    }

    [Fact]
    public async Task The_default_limit_is_a_setting()
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Tenants:DefaultStorageLimitBytes"] = "5000" });

        Assert.Equal(5000, (long)(await api.NewTenant().GetAsync("storage/usage"))["limit_bytes"]!);
    }

    [Fact]
    public async Task A_default_limit_that_cannot_be_stops_the_start_and_is_named()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Tenants:DefaultStorageLimitBytes"] = "-1" }));

        Assert.Contains("Tenants:DefaultStorageLimitBytes", failure.Message, StringComparison.Ordinal);
    }

    private Task<int> UseAsync(long used, long limit) =>
        TestRows.ExecuteAsync(
            "insert into tenants (tenant_id, storage_limit_bytes, storage_used_bytes, file_count, created_at, updated_at) values (@tenant, @limit, @used, 7, now(), now())",
            ("tenant", tenant.TenantId), ("limit", limit), ("used", used));
}
