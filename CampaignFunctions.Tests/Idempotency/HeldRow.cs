using CampaignFunctions.Tests.Support;
using Npgsql;

namespace CampaignFunctions.Tests.Idempotency;

/// <summary>A row that a test locks, so that whoever wants to write it stands still in the midst of its work.</summary>
internal sealed class HeldRow(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public static async Task<HeldRow> OfSpaceAsync(NpgsqlConnection connection, string tenantId, Guid spaceId)
    {
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select id from campaign_spaces where tenant_id = $1 and id = $2 for update", connection, transaction)
        {
            Parameters = { new() { Value = tenantId }, new() { Value = spaceId } },
        };
        Assert.Equal(spaceId, await command.ExecuteScalarAsync());
        return new HeldRow(connection, transaction);
    }

    /// <summary>Comes back when somebody waits for the row, with the id of its backend.</summary>
    public Task<int> IsWaitedForAsync() => Poll.UntilAsync(
        async () => await TestRows.ScalarAsync<int>("select pid from pg_stat_activity where @holder = any(pg_blocking_pids(pid)) limit 1", ("holder", connection.ProcessID)),
        pid => pid != 0);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
