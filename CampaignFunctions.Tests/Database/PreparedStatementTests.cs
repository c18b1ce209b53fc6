using System.Net;
using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>
/// One connection serves many calls, of many tenants: what one of them sends must not spoil it for the next. A connection
/// prepares a statement the fifth time it runs it, so each round fails another time of the first few.
/// </summary>
public sealed class PreparedStatementTests : IAsyncLifetime
{
    private const int Rounds = 7;
    private const string NobodyCanStore = """{"x":1e-20000}""";

    private OwnDatabase database = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = 1 }.ConnectionString,
        });
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public Task A_value_that_cannot_be_stored_fails_nobody_elses_call() => InEachRoundAsync(
        async () => await api.NewTenant().ASpaceAsync(),
        async () => (await api.NewTenant().PostAsync("campaign-spaces", $$"""{"campaign_name":"A","platform":"meta","import_metadata":{{NobodyCanStore}}}"""))
            .ExpectProblem(HttpStatusCode.BadRequest, "unstorable_value"));

    [Fact]
    public async Task Nor_does_it_in_a_transaction()
    {
        var tenant = api.NewTenant();
        var path = $"campaign-spaces/{(await tenant.ASpaceAsync()).Id}";

        await InEachRoundAsync(
            async () => (await tenant.PutAsync(path, new { description = $"{Guid.CreateVersion7()}" })).Expect(HttpStatusCode.OK),
            async () => (await tenant.PutAsync(path, $$"""{"description":"new","import_metadata":{{NobodyCanStore}}}""")).ExpectProblem(HttpStatusCode.BadRequest, "unstorable_value"));
    }

    [Fact]
    public Task Nor_does_it_among_other_rows() => InEachRoundAsync(
        () => SaveAsync("{}"),
        () => Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(NobodyCanStore)));

    [Fact]
    public async Task A_call_that_was_given_up_fails_nobody_elses_either()
    {
        var tenant = api.NewTenant();
        var path = $"campaign-spaces/{(await tenant.ASpaceAsync()).Id}";

        await InEachRoundAsync(
            async () => (await tenant.GetAsync(path)).Expect(HttpStatusCode.OK),
            () => GiveUpAsync(tenant.Request(HttpMethod.Get, path)));
    }

    [Fact]
    public async Task What_runs_often_is_prepared_and_after_a_failure_nothing_is()
    {
        var tenant = api.NewTenant();
        for (var time = 0; time < Rounds; time++)
            await tenant.ASpaceAsync();
        Assert.NotEqual(0, await PreparedAsync());

        (await tenant.PostAsync("campaign-spaces", $$"""{"campaign_name":"A","platform":"meta","import_metadata":{{NobodyCanStore}}}""")).ExpectProblem(HttpStatusCode.BadRequest, "unstorable_value");
        Assert.Equal(0, await PreparedAsync());
    }

    // There is one connection, so it is the one the calls were made on.
    private async Task<long> PreparedAsync()
    {
        await using var count = api.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from pg_prepared_statements");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task InEachRoundAsync(Func<Task> call, Func<Task> failingCall)
    {
        for (var before = 0; before < Rounds; before++)
        {
            api.Host.Services.GetRequiredService<NpgsqlDataSource>().Clear();
            for (var time = 0; time < before; time++)
                await call();

            await failingCall();

            for (var time = 0; time < Rounds; time++)
                await call();
        }
    }

    /// <summary>Saves an account and a space at once.</summary>
    private async Task SaveAsync(string metadata)
    {
        await using var scope = api.Host.Services.CreateAsyncScope();
        var tenant = scope.ServiceProvider.GetRequiredService<TenantContext>();
        tenant.ActFor("a-tenant", "test");
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7();
        db.Add(new AdAccount { TenantId = tenant.TenantId, Platform = Platform.Meta, AccountId = $"{id}", Id = id, CreatedAt = now, UpdatedAt = now });
        db.Add(new CampaignSpaceInput { CampaignName = "A", Platform = Platform.Meta, ImportMetadata = JsonElement.Parse(metadata) }.ToNewSpace(tenant, now));

        await db.SaveChangesAsync();
    }

    /// <summary>Breaks off while the statement is planned, which is after it was prepared: planning waits for an index that is being built anew.</summary>
    private async Task GiveUpAsync(HttpRequestMessage request)
    {
        await using var superuser = await database.OpenAsync();
        await using var transaction = await superuser.BeginTransactionAsync();
        await using var rebuild = new NpgsqlCommand("reindex index pk_campaign_spaces", superuser, transaction);
        await rebuild.ExecuteNonQueryAsync();

        using var givingUp = new CancellationTokenSource();
        var call = api.Http.SendAsync(request, givingUp.Token);
        await Poll.UntilAsync(() => WaitingAsync(superuser), waiting => waiting == 1);
        await givingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Poll.UntilAsync(() => WaitingAsync(superuser), waiting => waiting == 0);

        await transaction.RollbackAsync();
    }

    private static async Task<long> WaitingAsync(NpgsqlConnection superuser)
    {
        await using var command = new NpgsqlCommand(
            "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())", superuser);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
