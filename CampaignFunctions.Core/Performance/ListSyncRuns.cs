using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

public sealed record SyncRunPage(
    IReadOnlyList<SyncRunResource> SyncRuns, long Total, int Limit, int Offset, bool HasMore, string? NextCursor);

public sealed class ListSyncRuns(CampaignDb db)
{
    internal static readonly SortColumns<SyncRun> Columns = new SortColumns<SyncRun>(run => run.Id)
        .Add("started_at", run => run.StartedAt)
        .Add("finished_at", run => run.FinishedAt ?? DateTimeOffset.MinValue)
        .Add("rows_read", run => run.RowsRead)
        .Add("rows_changed", run => run.RowsChanged);

    public async Task<Result<SyncRunPage>> RunAsync(SyncRunQuery query, CancellationToken cancellation)
    {
        var runs = db.SyncRuns.AsNoTracking();
        if (query.Status is { Count: > 0 } states)
            runs = runs.Where(run => states.Contains(run.Status));

        var page = await runs.PageAsync(query, list: "sync_runs", Columns, cancellation);

        return page.Then<SyncRunPage>(found => new SyncRunPage(
            [.. found.Items.Select(SyncRunResource.From)], found.Total, found.Limit, found.Offset, found.HasMore, found.NextCursor));
    }
}
