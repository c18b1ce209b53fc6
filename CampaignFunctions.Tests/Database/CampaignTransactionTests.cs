using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

public sealed class CampaignTransactionTests : IAsyncLifetime
{
    private readonly List<string> done = [];
    private readonly string tenantId = $"t-{Guid.CreateVersion7():N}";
    private AsyncServiceScope scope;
    private CampaignDb db = null!;

    public async Task InitializeAsync()
    {
        scope = (await RunningApi.SharedAsync()).Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenantId, "somebody");
        db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
    }

    public async Task DisposeAsync() => await scope.DisposeAsync();

    [Fact]
    public async Task What_waits_for_the_commit_is_done_when_the_whole_is_committed()
    {
        await using (var whole = await BeginAsync("whole"))
        {
            await using (var part = await BeginAsync("part"))
            {
                await using (var partOfPart = await BeginAsync("part of part"))
                    await partOfPart.CommitAsync(default);
                await part.CommitAsync(default);
            }

            Assert.Empty(done);
            await InsertTenantAsync();
            await whole.CommitAsync(default);
        }

        Assert.Equal(["whole committed", "part committed", "part of part committed"], done);
        Assert.Equal(1, await TenantsAsync());
    }

    [Fact]
    public async Task A_part_can_be_undone_alone()
    {
        await using (var whole = await BeginAsync("whole"))
        {
            await InsertTenantAsync();
            await using (var part = await BeginAsync("part"))
            {
                await using (var partOfPart = await BeginAsync("part of part"))
                    await partOfPart.CommitAsync(default);
                await db.Database.ExecuteSqlAsync($"delete from tenants where tenant_id = {tenantId}");
            }

            Assert.Equal(["part undone", "part of part undone"], done);
            await whole.CommitAsync(default);
        }

        Assert.Equal(["part undone", "part of part undone", "whole committed"], done);
        Assert.Equal(1, await TenantsAsync());
    }

    [Fact]
    public async Task What_a_whole_committed_in_parts_is_undone_with_it()
    {
        await using (await BeginAsync("whole"))
        {
            await using var part = await BeginAsync("part");
            await InsertTenantAsync();
            await part.CommitAsync(default);
        }

        Assert.Equal(["whole undone", "part undone"], done);
        Assert.Equal(0, await TenantsAsync());
    }

    [Fact]
    public async Task After_one_is_over_the_next_is_a_whole_again()
    {
        await using var first = await BeginAsync("first");
        await first.CommitAsync(default);
        await using var second = await BeginAsync("second");
        await InsertTenantAsync();
        await second.RollbackAsync(default);

        Assert.Equal(["first committed", "second undone"], done);
        Assert.Equal(0, await TenantsAsync());
    }

    [Fact]
    public async Task A_lost_connection_is_heard_of_as_what_it_is_however_deep_the_work_was()
    {
        var lost = await Record.ExceptionAsync(async () =>
        {
            await using var whole = await BeginAsync("whole");
            await using var part = await BeginAsync("part");
            await db.Database.ExecuteSqlAsync($"select pg_terminate_backend(pg_backend_pid())");
        });

        Assert.Equal(PostgresErrorCodes.AdminShutdown, Assert.IsType<PostgresException>(lost).SqlState);
        Assert.Equal(["part undone", "whole undone"], done);
        await using (var next = await BeginAsync("next"))
            await next.CommitAsync(default);
        Assert.Equal("next committed", done[^1]);
    }

    private async Task<CampaignTransaction> BeginAsync(string name)
    {
        var transaction = await db.BeginAsync(default);
        transaction.AfterCommit(() => Did($"{name} committed"));
        transaction.IfUndone(() => Did($"{name} undone"));
        return transaction;
    }

    private Task Did(string what)
    {
        done.Add(what);
        return Task.CompletedTask;
    }

    private Task<int> InsertTenantAsync() => db.Database.ExecuteSqlAsync($"insert into tenants (tenant_id, created_at, updated_at) values ({tenantId}, now(), now())");

    private Task<long> TenantsAsync() => TestRows.ScalarAsync<long>("select count(*) from tenants where tenant_id = @tenant", ("tenant", tenantId));
}
