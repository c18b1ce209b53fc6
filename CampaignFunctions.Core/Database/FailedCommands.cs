using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Sees to the connection of a command that failed. Of a broken one it says that it broke, whatever the command made of that. One that
/// still works forgets its prepared statements before it goes to anybody else: a statement is prepared and run for the first time in
/// one go, and when that breaks off where its values are bound (one cannot be stored, the caller went away), Npgsql 10.0 keeps it as
/// prepared without knowing its columns (https://github.com/npgsql/npgsql/issues/6391). All of them, for server and client to agree.
/// </summary>
internal sealed class FailedCommands : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    // Entity Framework passes over what goes wrong as it lets go of a savepoint.
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Context?.Database.CurrentTransaction is not null && eventData.Connection.State != ConnectionState.Open
            ? throw Lost(because: null)
            : result;

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Remember(eventData.Context);
        return ThrowIfLostAsync(eventData.Connection, eventData.Exception);
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Remember(eventData.Context);
        return Task.CompletedTask;
    }

    public async ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is CampaignDb { HasFailedCommand: true } db)
        {
            db.HasFailedCommand = false;
            await ForgetAsync((NpgsqlConnection)connection);
        }

        return result;
    }

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default) =>
        ThrowIfLostAsync(eventData.Context!.Database.GetDbConnection(), eventData.Exception);

    private static void Remember(DbContext? context)
    {
        if (context is CampaignDb db)
            db.HasFailedCommand = true;
    }

    // Twice, for a cancellation that comes late hits what is sent after the command it was meant for. What forgets nothing then is
    // ended by itself: the pool drops it. (NpgsqlConnection.ClearPool knows nothing of the pools of data sources.)
    private static async Task ForgetAsync(NpgsqlConnection connection)
    {
        for (var attempt = 0; attempt < 2 && connection.State == ConnectionState.Open; attempt++)
        {
            if (await SucceedsAsync(() => UnprepareAsync(connection)))
                return;
        }

        if (connection.State == ConnectionState.Open)
            await SucceedsAsync(() => SayAsync(connection, "select pg_terminate_backend(pg_backend_pid())"));
    }

    // Whatever was begun is over by now. Npgsql forgets only while its caller waits: for one round trip, the server having just answered.
    private static async Task UnprepareAsync(NpgsqlConnection connection)
    {
        await SayNothingAsync(connection);
        connection.UnprepareAll();
    }

    // A connection breaks on whichever thread notices first, and a command on another may stumble over what is no longer there.
    private static async Task ThrowIfLostAsync(DbConnection connection, Exception failure)
    {
        if (failure is not NpgsqlException && !await SucceedsAsync(() => SayNothingAsync((NpgsqlConnection)connection)))
            throw Lost(failure);
    }

    private static NpgsqlException Lost(Exception? because) => new("The connection was lost.", because);

    private static Task SayNothingAsync(NpgsqlConnection connection) => SayAsync(connection, "--");

    private static async Task SayAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
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
