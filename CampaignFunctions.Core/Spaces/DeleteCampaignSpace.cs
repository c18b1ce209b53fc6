using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Deletes a space and, with it, its assets: so that both can be restored together, or for good.</summary>
public sealed class DeleteCampaignSpace(CampaignDb db, ReleaseFiles releaseFiles, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Nothing>> RunAsync(Guid id, bool hard, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // What was deleted softly can still be deleted for good.
        var space = hard ? await db.LockSpaceWithDeletedAsync(id, cancellation) : await db.LockSpaceAsync(id, cancellation);
        if (space is null)
            return SpaceErrors.NotFound();

        if (precondition.Refuses(ETag.Of(space.Version)) is { } refusal)
            return refusal;

        var released = hard ? await DeleteForGoodAsync(space, cancellation) : await DeleteSoftlyAsync(space, cancellation);
        transaction.AfterCommit(() => releaseFiles.DeleteObjectsAsync(released, CancellationToken.None));
        await transaction.CommitAsync(cancellation);

        return default(Nothing);
    }

    private async Task<IReadOnlyList<string>> DeleteSoftlyAsync(CampaignSpace space, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        await db.Database.ExecuteSqlAsync(
            SqlText.Of($"""
            with asset as (
              update campaign_assets set deleted_at = {now}, deleted_with_space = true
              where tenant_id = {db.TenantId} and campaign_space_id = {space.Id} and deleted_at is null
              returning id, asset_name
            )
            {audit.InsertOfAssets(AuditAction.Delete, new { campaign_space_id = space.Id })}
            """),
            cancellation);

        space.DeletedAt = now;
        audit.Add(AuditAction.Delete, space);
        await db.SaveChangesAsync(cancellation);
        return [];
    }

    private async Task<IReadOnlyList<string>> DeleteForGoodAsync(CampaignSpace space, CancellationToken cancellation)
    {
        var released = await releaseFiles.DeleteAssetsOfSpaceAsync(space.Id, cancellation);
        await db.CampaignSpaces.WithDeleted().Where(row => row.Id == space.Id).ExecuteDeleteAsync(cancellation);
        audit.Add(AuditAction.HardDelete, space);
        await db.SaveChangesAsync(cancellation);
        return released;
    }
}
