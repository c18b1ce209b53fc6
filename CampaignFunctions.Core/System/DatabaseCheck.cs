using Azure.Identity;
using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignFunctions.Core.SystemState;

/// <summary>The database answers, and has the schema this version was written for; if not, what whoever runs it has to look at.</summary>
internal sealed partial class DatabaseCheck(IDbContextFactory<CampaignDb> contexts, ILogger<DatabaseCheck> logger) : IDependencyCheck
{
    private const int TimeoutSeconds = 2;
    private const string NotMigrated = "migrations are missing";

    public string Name => "database";

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            return await IsMigratedAsync(cancellation) ? DependencyState.Up : DependencyState.Down(NotMigrated);
        }
        catch (Exception exception) when (ReasonOf(exception) is { } reason)
        {
            LogDown(exception, reason);
            return DependencyState.Down(reason);
        }
    }

    private async Task<bool> IsMigratedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(TimeoutSeconds);

        var last = db.Database.GetMigrations().Last();
        return await db.Database
            .SqlQuery<bool>($"""select exists (select from "__EFMigrationsHistory" where "MigrationId" = {last}) as "Value" """)
            .SingleAsync(cancellation);
    }

    /// <summary>By PostgreSQL's error codes (https://www.postgresql.org/docs/current/errcodes-appendix.html); null for what has none.</summary>
    private static string? ReasonOf(Exception exception) => exception switch
    {
        { InnerException: { } inner } when ReasonOf(inner) is { } reason => reason,
        AuthenticationFailedException => "no Entra token could be got for it",
        PostgresException { SqlState: ['2', '8', ..] } => "does not accept our credentials",
        PostgresException { SqlState: "3D000" } => "has no database of this name",
        PostgresException { SqlState: "42P01" } => NotMigrated,
        PostgresException { SqlState: ['5', '3', ..] } => "has no connection or no space left",
        PostgresException { SqlState: ['5', '7', ..] } => "is starting or stopping",
        PostgresException => "refuses to answer",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is down: {Reason}")]
    private partial void LogDown(Exception exception, string reason);
}
