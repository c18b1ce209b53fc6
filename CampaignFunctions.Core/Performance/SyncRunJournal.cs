using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// What is said of a run outside its transaction, on a connection of its own: that it is running, for all to see, and that it
/// failed, although everything it did is undone. That it succeeded is said inside, together with what it did.
/// </summary>
public sealed class SyncRunJournal(SideConnections side, TenantContext tenant, TimeProvider time)
{
    private const string Interrupted = "Interrupted: the process or its database connection ended before the run did. Nothing of it was applied.";

    /// <summary>Only for whoever holds the tenant's sync lock: a run that is still marked as running then is one that was cut off.</summary>
    public Task BeginAsync(SyncRun run, CancellationToken cancellation) =>
        BesideAsync(async db =>
        {
            var now = time.UtcInstant();
            await db.SyncRuns
                .Where(other => other.Status == SyncStatus.Running)
                .ExecuteUpdateAsync(
                    other => other.SetProperty(row => row.Status, SyncStatus.Failed).SetProperty(row => row.FinishedAt, now).SetProperty(row => row.Error, Interrupted),
                    cancellation);

            db.Add(run);
            await db.SaveChangesAsync(cancellation);
        });

    /// <summary>After the run's transaction is over. Not cancelled with the run: it is the cancelling that is to be recorded.</summary>
    public Task FailAsync(SyncRun run, string error) =>
        BesideAsync(db =>
        {
            var now = time.UtcInstant();
            return db.SyncRuns
                .Where(row => row.Id == run.Id && row.Status != SyncStatus.Succeeded)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(one => one.Status, SyncStatus.Failed).SetProperty(one => one.FinishedAt, now).SetProperty(one => one.Error, error),
                    CancellationToken.None);
        });

    private async Task BesideAsync(Func<CampaignDb, Task> write)
    {
        await using var db = side.OpenFor(tenant);
        await write(db);
    }
}
