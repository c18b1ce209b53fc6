using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Says of a connection that broke that it broke, whatever the command made of that.
/// </summary>
internal sealed class FailedCommands : DbCommandInterceptor, IDbTransactionInterceptor
{
    // Entity Framework passes over what goes wrong as it lets go of a savepoint.
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Context?.Database.CurrentTransaction is not null && eventData.Connection.State != ConnectionState.Open
            ? throw Lost(because: null)
            : result;

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) =>
        ThrowIfLostAsync(eventData.Connection, eventData.Exception);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default) =>
        ThrowIfLostAsync(eventData.Context!.Database.GetDbConnection(), eventData.Exception);

    // A connection breaks on whichever thread notices first, and a command on another may stumble over what is no longer there.
    private static async Task ThrowIfLostAsync(DbConnection connection, Exception failure)
    {
        if (failure is not NpgsqlException && !await SucceedsAsync(() => SayNothingAsync((NpgsqlConnection)connection)))
            throw Lost(failure);
    }

    private static NpgsqlException Lost(Exception? because) => new("The connection was lost.", because);

    private static async Task SayNothingAsync(NpgsqlConnection connection)
    {
        await using var nothing = new NpgsqlCommand("--", connection);
        await nothing.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<bool> SucceedsAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
