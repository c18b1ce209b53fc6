using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Brings one tenant's daily rows, totals and watermark in line with the warehouse, in one transaction. Of two runs at once the
/// second does nothing. A warehouse at fault gives an error, broken infrastructure throws; either way the run is recorded as
/// failed and nothing of it is applied.
/// </summary>
public sealed class SyncPerformance(
    CampaignDb db,
    TenantContext tenant,
    IPerformanceWarehouse warehouse,
    ReplaceDailyRows replaceDailyRows,
    RecomputeTotals recomputeTotals,
    SyncRunJournal journal,
    AuditTrail audit,
    TimeProvider time,
    IOptions<SyncOptions> options)
{
    /// <summary>Reading a whole history for the first time takes longer than a request may.</summary>
    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(10);

    /// <summary>Somewhere on earth it is this much later than UTC, and accounts have days of their own.</summary>
    private static readonly TimeSpan EarliestTimeZone = TimeSpan.FromHours(14);

    private readonly Platform[] covered = [.. Enum.GetValues<Platform>().Where(warehouse.Covers)];

    public async Task<Result<SyncRunResource>> RunAsync(CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        var run = new SyncRun
        {
            TenantId = tenant.TenantId,
            Id = TimeOrderedId.At(now),
            StartedAt = now,
            Status = SyncStatus.Running,
            WindowFrom = await FirstDayAsync(cancellation),
            WindowTo = DateOnly.FromDateTime((now + EarliestTimeZone).UtcDateTime),
        };

        try
        {
            return await RunAloneAsync(run, cancellation);
        }
        catch (WarehouseFaultException fault)
        {
            await journal.FailAsync(run, fault.Message);
            return SyncErrors.Fault(fault.Message);
        }
        catch (PostgresException exception) when (exception.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            const string unstorable = "The warehouse's numbers are too large to be added up and stored.";
            await journal.FailAsync(run, unstorable);
            return SyncErrors.Fault(unstorable);
        }
        catch (Exception)
        {
            await journal.FailAsync(run, "The database or the warehouse did not answer as it should, or the server was stopped. Nothing of this run was applied; the next one tries again.");
            throw;
        }
    }

    private async Task<Result<SyncRunResource>> RunAloneAsync(SyncRun run, CancellationToken cancellation)
    {
        db.Database.SetCommandTimeout(LongestStatement);
        await using var transaction = await db.BeginAsync(cancellation);

        if (!await TryLockAsync(cancellation))
            return SyncErrors.AlreadyRunning();

        var accounts = await LockAccountsAsync(cancellation);
        if (accounts.Count == 0)
            return SyncErrors.NoAccounts();

        await journal.BeginAsync(run, cancellation);

        await replaceDailyRows.BeginAsync(cancellation);
        await recomputeTotals.BeginAsync(cancellation);

        var levels = await LevelsAsync(cancellation);
        WarehouseAccount[] read = [.. accounts.Select(account => new WarehouseAccount(account.Platform, account.AccountId))];
        foreach (var level in levels)
            run.RowsRead += await replaceDailyRows.ReadAsync(new WarehouseQuery(level, read, run.WindowFrom, run.WindowTo), cancellation);

        run.RowsChanged = await replaceDailyRows.ReplaceAsync(accounts, run.WindowFrom, run.WindowTo, levels, cancellation);
        run.SpacesUpdated = await recomputeTotals.OfSpacesAsync(cancellation);
        run.AssetsUpdated = await recomputeTotals.OfAssetsAsync(cancellation);
        run.UnmatchedRows = await replaceDailyRows.CountUnmatchedAsync(cancellation);

        await FinishAsync(run, accounts, cancellation);
        await transaction.CommitAsync(cancellation);

        return SyncRunResource.From(run);
    }

    // Days before the look-back are read again only when syncs were missed for longer than that.
    private async Task<DateOnly> FirstDayAsync(CancellationToken cancellation)
    {
        var lookback = time.UtcDay().AddDays(-options.Value.LookbackDays);
        var watermark = await db.AdAccounts.Where(account => covered.Contains(account.Platform)).MinAsync(account => account.SyncedThrough, cancellation);

        return watermark < lookback ? watermark.Value : lookback;
    }

    // Held until the transaction is over, however it ends: a killed process leaves no lock behind.
    private async Task<bool> TryLockAsync(CancellationToken cancellation)
    {
        var key = $"sync_performance {tenant.TenantId}";
        var locked = await db.Database
            .SqlQuery<bool>($"""select pg_try_advisory_xact_lock(hashtextextended({key}, 0)) as "Value" """)
            .ToListAsync(cancellation);

        return locked.Single();
    }

    // "Key share" keeps the accounts from being deleted, and only that, until their rows are in.
    private async Task<IReadOnlyCollection<AdAccount>> LockAccountsAsync(CancellationToken cancellation)
    {
        var accounts = await db.AdAccounts
            .FromSql($"select *, xmin from ad_accounts where tenant_id = {db.TenantId} order by platform, account_id for key share")
            .AsNoTracking()
            .ToListAsync(cancellation);

        return [.. accounts.Where(account => warehouse.Covers(account.Platform))];
    }

    // A level that was never delivered is left alone. One that was, and is not any more, has been lost on its way:
    // going on would delete the window's rows or leave them to grow old in silence.
    private async Task<IReadOnlyList<PerformanceLevel>> LevelsAsync(CancellationToken cancellation)
    {
        var levels = new List<PerformanceLevel>();
        foreach (var level in Enum.GetValues<PerformanceLevel>())
        {
            if (await warehouse.HasAsync(level, cancellation))
                levels.Add(level);
            else if (await WasDeliveredAsync(level, cancellation))
                throw new WarehouseFaultException($"The warehouse has no {level.ToString().ToLowerInvariant()} report any more, although it had one. Put it back; with nothing but the header in it, it deletes the window's days.");
        }

        return levels.Count > 0 ? levels : throw new WarehouseFaultException("The warehouse has neither campaign reports nor ad reports.");
    }

    private Task<bool> WasDeliveredAsync(PerformanceLevel level, CancellationToken cancellation) =>
        db.PerformanceDaily.AnyAsync(
            daily => daily.Level == level && covered.Contains(daily.Platform) && db.AdAccounts.Any(account => account.Platform == daily.Platform && account.AccountId == daily.AccountId),
            cancellation);

    // An account added meanwhile was not read, and keeps its watermark.
    private async Task FinishAsync(SyncRun run, IEnumerable<AdAccount> accounts, CancellationToken cancellation)
    {
        var lastFullDay = DateOnly.FromDateTime(run.StartedAt.UtcDateTime).AddDays(-1);
        var behind = accounts.Where(account => account.SyncedThrough != lastFullDay).Select(account => account.Id).ToArray();
        await db.AdAccounts
            .Where(account => behind.Contains(account.Id))
            .ExecuteUpdateAsync(account => account.SetProperty(row => row.SyncedThrough, lastFullDay), cancellation);

        if (run.RowsChanged + run.SpacesUpdated + run.AssetsUpdated > 0)
        {
            audit.Add(AuditAction.Sync, run, details: new { rows_changed = run.RowsChanged, spaces_updated = run.SpacesUpdated, assets_updated = run.AssetsUpdated });
            await db.SaveChangesAsync(cancellation);
        }

        run.Status = SyncStatus.Succeeded;
        run.FinishedAt = time.UtcInstant();
        await db.SyncRuns
            .Where(row => row.Id == run.Id)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(one => one.Status, run.Status)
                    .SetProperty(one => one.FinishedAt, run.FinishedAt)
                    .SetProperty(one => one.RowsRead, run.RowsRead)
                    .SetProperty(one => one.RowsChanged, run.RowsChanged)
                    .SetProperty(one => one.SpacesUpdated, run.SpacesUpdated)
                    .SetProperty(one => one.AssetsUpdated, run.AssetsUpdated)
                    .SetProperty(one => one.UnmatchedRows, run.UnmatchedRows),
                cancellation);
    }
}
