using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Sees to the connection of a command that failed. One that still works forgets the command's prepared statements: a statement is
/// prepared and run for the first time in one go, and when that run breaks off where its values are bound (one cannot be stored, the
/// caller went away), Npgsql 10.0 keeps it as prepared without knowing its columns; whoever the connection serves next would find rows
/// it does not expect, and fail. Of a broken one it is said that it broke, whatever the command made of that.
/// </summary>
internal sealed class FailedCommands : DbCommandInterceptor, IDbTransactionInterceptor
{
    // Entity Framework passes over what goes wrong as it lets go of a savepoint.
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Context?.Database.CurrentTransaction is not null && eventData.Connection.State != ConnectionState.Open
            ? throw Lost(because: null)
            : result;

    public override async Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        await ForgetAsync((NpgsqlCommand)command);
        await ThrowIfLostAsync(eventData.Connection, eventData.Exception);
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) =>
        ForgetAsync((NpgsqlCommand)command);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default) =>
        ThrowIfLostAsync(eventData.Context!.Database.GetDbConnection(), eventData.Exception);

    // Not cancelled with the command: the connection goes on without it. It cannot where it is breaking, or busy with another
    // command, which this one then never got behind; the command's own failure says so.
    private static Task<bool> ForgetAsync(NpgsqlCommand command) => SucceedsAsync(() => command.UnprepareAsync(CancellationToken.None));

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
