using System.Data;
using System.Linq.Expressions;
using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Reuse;

/// <summary>The campaign space of a reuse as it is today; a deleted one is not active either.</summary>
public sealed record ReusedInSpace(Guid Id, string CampaignName, Platform Platform, bool IsActive, bool IsDeleted);

/// <summary>One reuse. campaign_space is null when it was none, or one that has been deleted for good; the name stays.</summary>
public sealed record ReuseHistoryEntry(
    Guid Id,
    DateTimeOffset Timestamp,
    string ReusedInType,
    string? ReusedInId,
    string? ReusedInName,
    string? UserId,
    ReusedInSpace? CampaignSpace,
    ReuseContext Context);

public sealed record ReuseHistory(
    bool Success,
    Guid AssetId,
    string AssetName,
    long TotalReuses,
    DateTimeOffset? LastReusedAt,
    IReadOnlyList<ReuseHistoryEntry> History,
    long Total,
    int Limit,
    int Offset,
    bool HasMore,
    string? NextCursor);

/// <summary>When and where an asset was used again.</summary>
public sealed class GetReuseHistory(CampaignDb db)
{
    // Ids are in order of time, and the primary key is in order of ids.
    private static readonly SortColumns<Row> SortColumns = new SortColumns<Row>(row => row.Id).Add(ReuseHistoryQuery.ByTime, row => row.Id);

    private static readonly Expression<Func<ReuseEvent, Row>> WithSpace = reuse => new Row
    {
        Id = reuse.Id,
        ReusedAt = reuse.ReusedAt,
        ReusedInType = reuse.ReusedInType,
        ReusedInId = reuse.ReusedInId,
        ReusedInName = reuse.ReusedInName,
        UserId = reuse.UserId,
        Context = reuse.ReuseContext,
        Space = reuse.CampaignSpace == null ? null : new ReusedInSpace(
            reuse.CampaignSpace.Id,
            reuse.CampaignSpace.CampaignName,
            reuse.CampaignSpace.Platform,
            reuse.CampaignSpace.IsActive && reuse.CampaignSpace.DeletedAt == null,
            reuse.CampaignSpace.DeletedAt != null),
    };

    public async Task<Result<ReuseHistory>> RunAsync(Guid assetId, ReuseHistoryQuery query, CancellationToken cancellation)
    {
        // One snapshot: count and time of the last reuse are those of the events told beside them.
        await using var transaction = await db.BeginAsync(cancellation, IsolationLevel.RepeatableRead);
        var asset = await db.CampaignAssets.Where(asset => asset.Id == assetId)
            .Select(asset => new { asset.AssetName, asset.ReusedCount, asset.LastReusedAt })
            .FirstOrDefaultAsync(cancellation);
        if (asset is null)
            return AssetErrors.NotFound();

        var rows = db.ReuseEvents.WithDeletedParts().Where(reuse => reuse.AssetId == assetId).Select(WithSpace);
        var page = await rows.PageAsync(query, list: $"reuses of {assetId}", SortColumns, cancellation, total: asset.ReusedCount);
        await transaction.CommitAsync(cancellation);

        return page.Then<ReuseHistory>(found => new ReuseHistory(
            Success: true,
            assetId,
            asset.AssetName,
            asset.ReusedCount,
            asset.LastReusedAt,
            [.. found.Items.Select(Entry)],
            found.Total,
            found.Limit,
            found.Offset,
            found.HasMore,
            found.NextCursor));
    }

    private static ReuseHistoryEntry Entry(Row row) => new(
        row.Id,
        row.ReusedAt,
        row.ReusedInType,
        row.ReusedInId,
        row.ReusedInName,
        row.UserId,
        row.Space,
        ReuseContext.Of(row.ReusedInType, row.ReusedInId, row.ReusedInName, row.Context));

    private sealed class Row
    {
        public required Guid Id { get; init; }
        public required DateTimeOffset ReusedAt { get; init; }
        public required string ReusedInType { get; init; }
        public string? ReusedInId { get; init; }
        public string? ReusedInName { get; init; }
        public string? UserId { get; init; }
        public JsonElement Context { get; init; }
        public ReusedInSpace? Space { get; init; }
    }
}
