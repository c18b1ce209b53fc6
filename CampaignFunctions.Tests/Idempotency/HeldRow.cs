using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>A row that a test locks, so that whoever wants to write it stands still in the midst of its work.</summary>
internal sealed class HeldRow(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public static Task<HeldRow> OfSpaceAsync(NpgsqlConnection connection, string tenantId, Guid spaceId) =>
        OfAsync(connection, "select 1 from campaign_spaces where tenant_id = $1 and id = $2 for update", tenantId, spaceId);

    /// <summary>Of an answer that is not there yet: whoever has one to keep under this key waits to hear whether it comes.</summary>
    public static Task<HeldRow> OfKeyAsync(NpgsqlConnection connection, string tenantId, string key) =>
        OfAsync(
            connection, "insert into idempotency_keys (tenant_id, key, fingerprint, status, headers, body, created_at) values ($1, $2, sha256('x'), 200, '{}', '', now()) returning 1", tenantId, key);

    /// <summary>Comes back when somebody waits for the row, with the id of its backend.</summary>
    public Task<int> IsWaitedForAsync() => Poll.UntilAsync(
        async () => await TestRows.ScalarAsync<int>("select pid from pg_stat_activity where @holder = any(pg_blocking_pids(pid)) limit 1", ("holder", connection.ProcessID)),
        pid => pid != 0);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();

    private static async Task<HeldRow> OfAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        Assert.Equal(1, await command.ExecuteScalarAsync());
        return new HeldRow(connection, transaction);
    }
}
