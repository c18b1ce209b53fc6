using System.Net.Sockets;
using CampaignFunctions.Core.ObjectStore;
using Npgsql;

namespace CampaignFunctions.Core.SystemState;

/// <summary>Tells what is broken for now, and works again without anybody changing what was asked, from what is wrong in itself.</summary>
public static class Outage
{
    /// <summary>EIO, ENOSPC, EROFS, ESTALE and EDQUOT (https://man7.org/linux/man-pages/man3/errno.3.html), which .NET hands on as they are.</summary>
    private const int DiskBroken = 5;
    private const int DiskFull = 28;
    private const int DiskReadOnly = 30;
    private const int ShareGone = 116;
    private const int QuotaOfDiskExceeded = 122;

    /// <summary>Whether the database, the object store, the network or the disk is what failed.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        _ when Find<PostgresException>(exception) is { } postgres => Is(postgres),
        // Two commands at once on one connection: our own bug, not the database's trouble.
        _ when Find<NpgsqlOperationInProgressException>(exception) is not null => false,
        _ when Find<NpgsqlException>(exception) is not null || Find<SocketException>(exception) is not null || Find<TimeoutException>(exception) is not null => true,
        _ when Find<ObjectStoreException>(exception) is not null => true,
        _ => exception is IOException { HResult: DiskBroken or DiskFull or DiskReadOnly or ShareGone or QuotaOfDiskExceeded },
    };

    /// <summary>The exception itself or what is within, of that type.</summary>
    public static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
            exception = exception.InnerException;
        return (T?)exception;
    }

    private static bool Is(PostgresException exception) => exception.SqlState switch
    {
        // Whatever ends a session or refuses one: a restart, a failover, an administrator, too many of them.
        _ when exception.InvariantSeverity is "FATAL" or "PANIC" => true,
        ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] => true,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => true,
        // A migration changed what a prepared statement answers; it is prepared anew next time.
        PostgresErrorCodes.FeatureNotSupported => exception.Routine == "RevalidateCachedQuery",
        _ => false,
    };
}
