using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Has a connection forget the prepared statements of a command that failed. A statement is prepared and run for the first time in
/// one go, and when that run breaks off where its values are bound (one cannot be stored, the caller went away), Npgsql 10.0 keeps
/// it as prepared without knowing its columns: whoever the connection serves next would find rows it does not expect, and fail.
/// </summary>
internal sealed class ForgetFailedStatements : DbCommandInterceptor
{
    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) => ForgetAsync(command);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) => ForgetAsync(command);

    // Not cancelled with the command: the connection goes on without it.
    private static async Task ForgetAsync(DbCommand command)
    {
        if (command is not NpgsqlCommand { Connection.State: ConnectionState.Open } failed)
            return;

        try
        {
            await failed.UnprepareAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The connection is broken, which ends it, or busy with another command, which this one then never got behind.
            // Either way the command's own failure is the one to hear of.
        }
    }
}
