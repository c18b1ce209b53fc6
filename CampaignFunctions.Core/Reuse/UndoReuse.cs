using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Reuse;

/// <summary>Takes a reuse back: the event goes, and the asset's count and time of its last reuse follow.</summary>
public sealed class UndoReuse(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Nothing>> RunAsync(Guid assetId, Guid reuseId, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // Every reuse is counted under this lock, so what the next statement sees of the asset's events is all there is.
        if (await db.LockAssetAsync(assetId, cancellation) is null)
            return ReuseErrors.NotFound();

        // Ids are in order of time: the last one's is the newest.
        var undone = await db.Database.ExecuteSqlAsync(
            SqlText.Of($"""
            with gone as (
              delete from reuse_events where tenant_id = {db.TenantId} and asset_id = {assetId} and id = {reuseId} returning id
            ), asset as (
              update campaign_assets set
                reused_count = reused_count - 1,
                last_reused_at = (
                  select reused_at from reuse_events
                  where tenant_id = {db.TenantId} and asset_id = {assetId} and id <> {reuseId}
                  order by id desc limit 1
                ),
                updated_at = greatest(updated_at, {time.UtcInstant()})
              from gone
              where tenant_id = {db.TenantId} and campaign_assets.id = {assetId}
              returning campaign_assets.id, campaign_assets.asset_name
            )
            {audit.InsertOfAssets(AuditAction.UndoReuse, new { reuse_id = reuseId })}
            """),
            cancellation);
        if (undone == 0)
            return ReuseErrors.NotFound();

        await transaction.CommitAsync(cancellation);
        return default(Nothing);
    }
}
