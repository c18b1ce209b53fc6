using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Takes a reuse back: the event goes, and the asset's count and time of its last reuse follow.</summary>
public sealed class UndoReuse(CampaignDb db, TimeProvider time)
{
    public async Task<Result<Nothing>> RunAsync(Guid assetId, Guid reuseId, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // Every reuse is counted under this lock, so what the next statement sees of the asset's events is all there is.
        if (await db.LockAssetAsync(assetId, cancellation) is null)
            return ReuseErrors.NotFound();

        // Ids sort by millisecond; within one, instants may come in any order, so the newest is looked for among the last few.
        var undone = await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (
              delete from reuse_events where tenant_id = {db.TenantId} and asset_id = {assetId} and id = {reuseId} returning id
            )
            update campaign_assets set
              reused_count = reused_count - 1,
              last_reused_at = (
                select max(reused_at)
                from (
                  select reused_at from reuse_events
                  where tenant_id = {db.TenantId} and asset_id = {assetId} and id <> {reuseId}
                  order by id desc limit 256
                ) as newest
              ),
              updated_at = greatest(updated_at, {time.UtcInstant()})
            from gone
            where tenant_id = {db.TenantId} and campaign_assets.id = {assetId}
            """,
            cancellation);
        if (undone == 0)
            return ReuseErrors.NotFound();

        await transaction.CommitAsync(cancellation);
        return default(Nothing);
    }
}
