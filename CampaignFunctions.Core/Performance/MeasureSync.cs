using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>Syncs a tenant and reports how it went, and how long it had been waiting.</summary>
public sealed class MeasureSync(CampaignDb db, SyncPerformance syncPerformance, TimeProvider time)
{
    public async Task<Result<SyncRunResource>> RunAsync(CancellationToken cancellation)
    {
        if (await WaitingSinceAsync(cancellation) is { } since)
            Telemetry.SyncDue(time.UtcInstant() - since);

        var started = time.GetTimestamp();
        string? error = null;
        try
        {
            var result = await syncPerformance.RunAsync(cancellation);
            if (result.Failed(out var refusal, out var run))
                error = refusal.Code;
            else
                Telemetry.SyncedWith(run.RowsRead, run.RowsChanged, run.UnmatchedRows);

            return result;
        }
        catch (Exception exception)
        {
            error = exception.GetType().FullName;
            throw;
        }
        finally
        {
            Telemetry.Synced(time.GetElapsedTime(started), error);
        }
    }

    /// <summary>Since its last good sync or, if there was none, since its first account. Null without accounts.</summary>
    private async Task<DateTimeOffset?> WaitingSinceAsync(CancellationToken cancellation) =>
        await db.SyncRuns.Where(run => run.Status == SyncStatus.Succeeded).MaxAsync(run => (DateTimeOffset?)run.StartedAt, cancellation)
        ?? await db.AdAccounts.MinAsync(account => (DateTimeOffset?)account.CreatedAt, cancellation);
}
