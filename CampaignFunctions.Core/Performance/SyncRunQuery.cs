using System.ComponentModel;
using CampaignFunctions.Core.Lists;

namespace CampaignFunctions.Core.Performance;

/// <summary>Which sync runs; the newest first when nothing is said.</summary>
public sealed record SyncRunQuery : PageQuery
{
    public SyncRunQuery() => OrderBy = "started_at";

    [Description("Any of these states.")]
    public IReadOnlyList<SyncStatus>? Status { get; init; }

    protected override IEnumerable<string> ColumnNames => ListSyncRuns.Columns.Names;
}
