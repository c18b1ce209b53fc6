using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Ends a connection of the application's to this database, any one, whatever it is doing, every 250 milliseconds.</summary>
internal sealed class EndConnections(NpgsqlConnection superuser)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly Random random = Seed.For("ended connections");

    /// <summary>How many there were to end.</summary>
    public int Ended { get; private set; }

    public async Task WhileAsync(Task work)
    {
        using var clock = new PeriodicTimer(Every);
        while (!work.IsCompleted && await clock.WaitForNextTickAsync())
            await EndOneAsync();
        await work;
    }

    private async Task EndOneAsync()
    {
        await using var command = new NpgsqlCommand(
            """
            with own as (select array_agg(pid order by pid) as pids from pg_stat_activity where datname = current_database() and usename = 'campaign_app')
            select pg_terminate_backend(pids[1 + $1 % cardinality(pids)]) from own where pids is not null
            """,
            superuser)
        {
            Parameters = { new() { Value = random.Next() } },
        };
        if (await command.ExecuteScalarAsync() is true)
            Ended++;
    }
}
