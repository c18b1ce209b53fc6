using System.Data.Common;
using System.Net;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>The tenant goes with every command, and with nothing else.</summary>
public sealed class TenantSessionTests
{
    private const string Setting = """select coalesce(current_setting('app.tenant_id', true), '') as "Value" """;

    [Fact]
    public async Task A_command_is_for_the_tenant_whether_in_a_transaction_or_not()
    {
        await using var scope = await ScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();

        Assert.Equal(db.TenantId, await db.Database.SqlQueryRaw<string>(Setting).SingleAsync());

        await using var transaction = await db.BeginAsync(CancellationToken.None);
        await using (await db.BeginAsync(CancellationToken.None))
            await db.Database.SqlQueryRaw<string>(Setting).SingleAsync();
        Assert.Equal(db.TenantId, await db.Database.SqlQueryRaw<string>(Setting).SingleAsync());
    }

    [Fact]
    public async Task Nothing_of_it_stays_on_the_connection()
    {
        await using var api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = $"{TestDatabase.AppConnectionString};Maximum Pool Size=1",
        });
        await using (var scope = await ScopeAsync(api))
        {
            var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
            await db.CampaignSpaces.CountAsync();
            await db.AdAccounts.Where(account => account.AccountId == "none").ExecuteDeleteAsync();
            await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQueryRaw<int>("""select 1 / (select count(*)::int from campaign_spaces) as "Value" """).ToListAsync());
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            await db.CampaignSpaces.CountAsync();
            await transaction.CommitAsync(CancellationToken.None);
        }

        // The pool's only connection, so it is the same one.
        await using var command = api.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"{Setting}, current_setting('plan_cache_mode')");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal((string.Empty, "auto"), (reader.GetString(0), reader.GetString(1)));
    }

    /// <summary>Its setting, and the transaction that ends it, come with the command: a round trip each would halve what a connection serves.</summary>
    [Fact]
    public async Task It_costs_no_round_trip()
    {
        var trips = new RoundTrips();
        await using var api = await RunningApi.StartAsync(configure: services => services.ConfigureDbContext<CampaignDb>(options => options.AddInterceptors(trips)));
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        Assert.NotEqual(0, trips.Commands + trips.Transactions);

        // A list is a page and its total.
        foreach (var (path, commands) in new[] { ($"campaign-spaces/{space.Id}", 1), ("campaign-spaces", 2) })
        {
            trips.Forget();
            (await tenant.GetAsync(path)).Expect(HttpStatusCode.OK);
            Assert.Equal((path, commands, 0), (path, trips.Commands, trips.Transactions));
        }
    }

    [Fact]
    public async Task A_command_that_fails_leaves_its_transaction_to_be_undone_and_its_connection_to_be_used()
    {
        await using var scope = await ScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQueryRaw<int>("""select 1 / 0 as "Value" """).ToListAsync());

        Assert.Equal(PostgresErrorCodes.DivisionByZero, refusal.SqlState);
        await transaction.RollbackAsync(CancellationToken.None);
        Assert.Equal(db.TenantId, await db.Database.SqlQueryRaw<string>(Setting).SingleAsync());
    }

    [Fact]
    public async Task A_part_of_a_transaction_is_undone_alone_even_after_it_failed()
    {
        await using var scope = await ScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        await using (var whole = await db.BeginAsync(CancellationToken.None))
        {
            await InsertAccountAsync(db, "kept");
            await using (await db.BeginAsync(CancellationToken.None))
            {
                await InsertAccountAsync(db, "undone");
                await Assert.ThrowsAsync<PostgresException>(() => db.Database.SqlQueryRaw<int>("""select 1 / 0 as "Value" """).ToListAsync());
            }

            await using (var part = await db.BeginAsync(CancellationToken.None))
            {
                await InsertAccountAsync(db, "kept too");
                await part.CommitAsync(CancellationToken.None);
            }

            await whole.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(["kept", "kept too"], await db.AdAccounts.Select(account => account.AccountName).Order().ToListAsync());
    }

    [Fact]
    public async Task A_saved_change_of_a_row_that_is_gone_is_noticed()
    {
        await using var scope = await ScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        await InsertAccountAsync(db, "gone");
        await InsertAccountAsync(db, "there");
        var accounts = await db.AdAccounts.OrderBy(account => account.AccountName).ToListAsync();
        await db.AdAccounts.Where(account => account.AccountName == "gone").ExecuteDeleteAsync();

        foreach (var account in accounts)
            account.Currency = "EUR";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task What_could_not_be_counted_is_not_saved()
    {
        await using var scope = await ScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        await InsertAccountAsync(db, "any");
        db.Remove(await db.AdAccounts.SingleAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        db.ChangeTracker.Clear();
        db.Attach(new SyncRun { TenantId = db.TenantId, Id = Guid.CreateVersion7(), StartedAt = DateTimeOffset.UnixEpoch, WindowFrom = default, WindowTo = default }).State = EntityState.Modified;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    private static async Task InsertAccountAsync(CampaignDb db, string name)
    {
        var now = DateTimeOffset.UnixEpoch;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ad_accounts (tenant_id, platform, account_id, id, account_name, created_at, updated_at)
            values ({db.TenantId}, 'meta', {Guid.CreateVersion7().ToString()}, {Guid.CreateVersion7()}, {name}, {now}, {now})
            """);
    }

    private static async Task<AsyncServiceScope> ScopeAsync(RunningApi? api = null)
    {
        var scope = (api ?? await RunningApi.SharedAsync()).Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor($"t-{Guid.CreateVersion7():N}", "somebody");
        return scope;
    }

    private sealed class RoundTrips : DbCommandInterceptor, IDbTransactionInterceptor
    {
        public int Commands { get; private set; }

        public int Transactions { get; private set; }

        public void Forget() => Commands = Transactions = 0;

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return new(result);
        }

        public ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            Transactions++;
            return new(result);
        }
    }
}
