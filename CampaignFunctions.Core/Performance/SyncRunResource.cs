namespace CampaignFunctions.Core.Performance;

/// <summary>A sync run as it is answered. unmatched_rows: days of campaigns and ads that no space or asset is linked to.</summary>
public sealed record SyncRunResource(
    Guid Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    SyncStatus Status,
    DateOnly WindowFrom,
    DateOnly WindowTo,
    long RowsRead,
    long RowsChanged,
    long SpacesUpdated,
    long AssetsUpdated,
    long UnmatchedRows,
    string? Error)
{
    public static SyncRunResource From(SyncRun run) => new(
        run.Id,
        run.StartedAt,
        run.FinishedAt,
        run.Status,
        run.WindowFrom,
        run.WindowTo,
        run.RowsRead,
        run.RowsChanged,
        run.SpacesUpdated,
        run.AssetsUpdated,
        run.UnmatchedRows,
        run.Error);
}
