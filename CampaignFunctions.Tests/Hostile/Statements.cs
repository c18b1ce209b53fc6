using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// What the application had a server of the test's own run, as pg_stat_statements tells it: every statement once, whatever its values
/// (https://www.postgresql.org/docs/current/pgstatstatements.html).
/// </summary>
internal sealed class Statements : IAsyncDisposable
{
    private readonly NpgsqlConnection superuser;
    private readonly Dictionary<long, string> texts = [];
    private Dictionary<long, long> calls = [];

    private Statements(NpgsqlConnection superuser) => this.superuser = superuser;

    public static async Task<Statements> OfAsync(OwnServer server)
    {
        // The extension lives in that database and sees all.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync();
        return new Statements(connection);
    }

    /// <summary>Those run since the last time this was asked, once nobody runs any.</summary>
    public async Task<HashSet<string>> NewlyRunAsync()
    {
        await Poll.UntilAsync(() => ScalarAsync<long>("select count(*) from pg_stat_activity where usename = 'campaign_app' and state <> 'idle'"), running => running == 0);
        var now = new Dictionary<long, long>();
        await using (var command = new NpgsqlCommand("select queryid, sum(calls)::bigint from pg_stat_statements(false) where userid = 'campaign_app'::regrole group by 1", superuser))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                now[reader.GetInt64(0)] = reader.GetInt64(1);
        }

        var before = calls;
        calls = now;
        if (now.Keys.Except(texts.Keys).Any())
            await ReadTextsAsync();

        // By their text: a temporary table is another one each time, which makes another statement of the same words.
        return [.. now.Where(statement => statement.Value > before.GetValueOrDefault(statement.Key)).Select(statement => texts[statement.Key])];
    }

    /// <summary>How many different ones there have been.</summary>
    public int Count => texts.Values.Distinct(StringComparer.Ordinal).Count();

    /// <summary>How often the server forgot some to make room; what is compared is worth nothing then.</summary>
    public Task<long> ForgottenAsync() => ScalarAsync<long>("select dealloc from pg_stat_statements_info");

    public ValueTask DisposeAsync() => superuser.DisposeAsync();

    private async Task ReadTextsAsync()
    {
        await using var command = new NpgsqlCommand("select queryid, query from pg_stat_statements where userid = 'campaign_app'::regrole", superuser);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            texts[reader.GetInt64(0)] = reader.GetString(1);
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, superuser);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
