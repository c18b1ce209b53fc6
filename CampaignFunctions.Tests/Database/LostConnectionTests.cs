using System.Collections.Concurrent;
using System.Net;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignFunctions.Tests.Database;

/// <summary>Connections that an administrator, a failover or a restart ends: a call that meets one is to be tried again, and says so.</summary>
public sealed class LostConnectionTests : IAsyncLifetime
{
    private OwnDatabase database = null!;
    private RunningApi api = null!;

    public async Task InitializeAsync()
    {
        database = await OwnDatabase.CreateAsync();
        api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:ConnectionString"] = database.AppConnectionString,
        });
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task When_all_idle_connections_were_ended_one_call_is_told_to_come_again_and_the_next_works()
    {
        var tenant = api.NewTenant();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tenant.ASpaceAsync()));
        await using var superuser = await database.OpenAsync();

        Assert.NotEqual(0, await TerminateAsync(superuser, howMany: 100));
        await Poll.UntilAsync(() => CountAsync(superuser), connections => connections == 0);

        ExpectComeAgain(await tenant.GetAsync("campaign-spaces"));
        for (var call = 0; call < 10; call++)
            (await tenant.GetAsync("campaign-spaces")).Expect(HttpStatusCode.OK);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(41, 45)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Whatever_a_lost_connection_was_doing_the_call_is_told_to_come_again_and_nothing_is_left_half_done(int seed)
    {
        var tenant = api.NewTenant();
        var spaces = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => tenant.ASpaceAsync(also: new { is_template = true })));
        await using var superuser = await database.OpenAsync();

        var answers = new ConcurrentQueue<ApiAnswer>();
        var work = Task.WhenAll(Enumerable.Range(0, 6).Select(worker => WorkAsync(tenant, spaces, answers, new Random(worker + seed * 100))));
        for (var answered = 0; !work.IsCompleted; answered = answers.Count)
        {
            await TerminateAsync(superuser, howMany: 1);
            await Poll.UntilAsync(() => answers.Count >= answered + 10 || work.IsCompleted);
        }

        await work;

        var lost = answers.Where(answer => (int)answer.Status >= 500).ToList();
        Assert.InRange(lost.Count, 1, answers.Count - 1);
        Assert.All(lost, ExpectComeAgain);
        Assert.Empty((await StoredState.OfAsync(database.SuperuserConnectionString, api.ObjectsFolder, tenant.TenantId)).WrongCounters);
        // As long as there are connections from before, each may be told once.
        await Poll.UntilAsync(async () => (await tenant.GetAsync("campaign-spaces")).Status, status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_server_is_stopped_calls_are_told_to_come_again_and_after_it_all_is_well()
    {
        await using var server = await OwnServer.StartAsync();
        await using var its = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:ConnectionString"] = server.AppConnectionString });
        var tenant = its.NewTenant();
        var space = await tenant.ASpaceAsync();

        await server.StopAsync();
        for (var call = 0; call < 3; call++)
        {
            ExpectComeAgain(await tenant.GetAsync($"campaign-spaces/{space.Id}"));
            ExpectComeAgain(await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other")));
        }

        (await tenant.GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);
        (await tenant.GetAsync("health")).Expect(HttpStatusCode.OK);

        await server.StartAgainAsync();
        (await tenant.GetAsync($"campaign-spaces/{space.Id}")).Expect(HttpStatusCode.OK);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(), ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        await Poll.UntilAsync(async () => (await tenant.GetAsync("health/ready")).Status, status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_the_database_takes_no_connections_calls_are_told_to_come_again()
    {
        var tenant = api.NewTenant();
        await tenant.ASpaceAsync();

        await AllowConnectionsAsync(false);
        for (var call = 0; call < 3; call++)
            ExpectComeAgain(await tenant.PostAsync("campaign-spaces", new { campaign_name = "A", platform = "meta" }));
        (await tenant.GetAsync("health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        await AllowConnectionsAsync(true);
        await tenant.ASpaceAsync();
        await Poll.UntilAsync(async () => (await tenant.GetAsync("health/ready")).Status, status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_part_of_a_transaction_that_was_lost_does_not_hide_why()
    {
        await using var superuser = await database.OpenAsync();
        await using var scope = api.Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor("a-tenant", "test");
        var db = scope.ServiceProvider.GetRequiredService<CampaignDb>();

        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var whole = await db.BeginAsync(CancellationToken.None);
            await using var part = await db.BeginAsync(CancellationToken.None);
            Assert.Equal(1, await TerminateAsync(superuser, howMany: 1));
            await db.CampaignSpaces.CountAsync();
        });

        // Entity Framework wraps what may pass.
        Assert.IsAssignableFrom<NpgsqlException>(failure as NpgsqlException ?? failure.InnerException);
    }

    /// <summary>Calls of all sorts.</summary>
    private static async Task WorkAsync(TenantApi tenant, ApiAnswer[] spaces, ConcurrentQueue<ApiAnswer> answers, Random random)
    {
        var assets = new List<Guid>();
        for (var step = 0; step < 50; step++)
        {
            var space = spaces[random.Next(spaces.Length)].Id;
            var asset = assets.Count > 0 ? assets[random.Next(assets.Count)] : Guid.CreateVersion7();
            var call = random.Next(9);
            var answer = call switch
            {
                0 => await tenant.GetAsync("campaign-spaces?search=summer"),
                1 => await tenant.PutAsync($"campaign-spaces/{space}", new { description = $"{step}" }),
                2 => await tenant.PostAsync($"campaign-spaces/templates/{space}/use", new { campaign_name = "Of a template" }),
                3 => await tenant.PostAsync($"campaign-assets/{asset}/reuse", new { campaign_space_id = space }),
                4 => await tenant.DeleteAsync($"campaign-assets/{asset}?hard={(random.Next(2) == 0 ? "true" : "false")}"),
                5 => await tenant.PostAsync($"campaign-assets/{asset}/restore"),
                6 => await tenant.GetAsync("campaign-assets/reuse-analytics"),
                _ => await tenant.UploadAsync(space, TestFile.OfRandomBytes(100), ("asset_type", "other")),
            };

            answers.Enqueue(answer);
            if (call > 6 && answer.Status == HttpStatusCode.Created)
                assets.Add(answer.Id);
        }
    }

    /// <summary>Or refuses them, and ends those there are.</summary>
    private async Task AllowConnectionsAsync(bool isAllowed)
    {
        await using var superuser = await TestDatabase.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(database.AppConnectionString).Database;
        await ScalarAsync(
            superuser,
            $"alter database {name} allow_connections {isAllowed}; select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity where datname = '{name}' and usename = 'campaign_app'");
    }

    private static void ExpectComeAgain(ApiAnswer answer)
    {
        answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "dependency_unavailable");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>Ends connections of the application to this database; how many there were to end.</summary>
    private static Task<long> TerminateAsync(NpgsqlConnection superuser, int howMany) => ScalarAsync(
        superuser,
        $"""
        select count(*) from (
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'campaign_app'
          order by random() limit {howMany}) as ended
        """);

    private static Task<long> CountAsync(NpgsqlConnection superuser) =>
        ScalarAsync(superuser, "select count(*) from pg_stat_activity where datname = current_database() and usename = 'campaign_app'");

    private static async Task<long> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
