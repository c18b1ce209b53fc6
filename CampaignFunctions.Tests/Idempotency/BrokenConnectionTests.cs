using System.Net;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Idempotency;

public sealed class BrokenConnectionTests
{
    private static readonly object Totals = new { impressions = 1000, clicks = 20, spend = 12.5, conversions = 1.5, revenue = 80 };

    /// <summary>Its work is a part of the key's transaction, and cannot be undone alone any more.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task A_connection_that_breaks_in_the_midst_of_the_work_is_a_503_and_the_next_try_is_the_first(string? key)
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var path = $"campaign-spaces/{space.Id}/update-performance";

        Task<ApiAnswer> cut;
        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfSpaceAsync(connection, tenant.TenantId, space.Id);
            cut = tenant.PostAsync(path, Totals, key);
            await TerminateAsync(await held.IsWaitedForAsync());

            (await cut).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        }

        Assert.Equal(0, (long)(await tenant.GetAsync($"campaign-spaces/{space.Id}"))["total_impressions"]);
        (await tenant.PostAsync(path, Totals, key)).Expect(HttpStatusCode.OK);
    }

    /// <summary>By then the function has answered, and nothing came of what it says.</summary>
    [Fact]
    public async Task A_connection_that_breaks_as_the_answer_is_kept_is_a_503_and_the_next_try_is_the_first()
    {
        var api = await RunningApi.SharedAsync();
        var tenant = api.NewTenant();
        var summer = new { campaign_name = "Summer", platform = "meta" };

        await using (var connection = await TestDatabase.OpenAsync())
        {
            await using var held = await HeldRow.OfKeyAsync(connection, tenant.TenantId, "key");
            var cut = tenant.PostAsync("campaign-spaces", summer, "key");
            await TerminateAsync(await held.IsWaitedForAsync());

            (await cut).ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        }

        Assert.Equal(0, (int)(await tenant.GetAsync("campaign-spaces"))["total"]);
        (await tenant.PostAsync("campaign-spaces", summer, "key")).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_failure_of_ours_is_not_kept()
    {
        var bug = new Bug();
        await using var api = await RunningApi.StartAsync(configure: services => services.ConfigureDbContext<CampaignDb>(options => options.AddInterceptors(bug)), mayFail: true);
        var tenant = api.NewTenant();
        var summer = new { campaign_name = "Summer", platform = "meta" };
        bug.IsThere = true;

        (await tenant.PostAsync("campaign-spaces", summer, "key")).ExpectProblem(HttpStatusCode.InternalServerError, "internal_error");

        bug.IsThere = false;
        Assert.Equal(0, await TestRows.ScalarAsync<long>("select count(*) from idempotency_keys where tenant_id = @tenant", ("tenant", tenant.TenantId)));
        (await tenant.PostAsync("campaign-spaces", summer, "key")).Expect(HttpStatusCode.Created);
        Assert.Equal(1, (int)(await tenant.GetAsync("campaign-spaces"))["total"]);
    }

    private static async Task TerminateAsync(int backend)
    {
        await using var source = NpgsqlDataSource.Create(TestDatabase.SuperuserConnectionString);
        await using var command = source.CreateCommand($"select pg_terminate_backend({backend})");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    private sealed class Bug : SaveChangesInterceptor
    {
        public bool IsThere { get; set; }

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            IsThere ? throw new InvalidOperationException("A bug, after the row was written.") : new(result);
    }
}
