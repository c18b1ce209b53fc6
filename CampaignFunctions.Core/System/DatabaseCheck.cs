using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.SystemState;

/// <summary>The database answers, and has the schema this version was written for.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<CampaignDb> contexts) : IDependencyCheck
{
    private const int TimeoutSeconds = 2;

    public string Name => "database";

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Database.SetCommandTimeout(TimeoutSeconds);

        var last = db.Database.GetMigrations().Last();
        var isMigrated = await db.Database
            .SqlQuery<bool>($"""select exists (select from "__EFMigrationsHistory" where "MigrationId" = {last}) as "Value" """)
            .SingleAsync(cancellation);

        return isMigrated ? DependencyState.Up : DependencyState.Down("migrations are missing");
    }
}
