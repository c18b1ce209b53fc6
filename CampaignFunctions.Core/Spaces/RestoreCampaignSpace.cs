using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Brings a deleted space back, with the assets that were deleted together with it. A live one is answered as it is.</summary>
public sealed class RestoreCampaignSpace(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceWithDeletedAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        if (space.DeletedAt is null)
            return CampaignSpaceResource.From(space);

        await db.Database.ExecuteSqlAsync(
            SqlText.Of($"""
            with asset as (
              update campaign_assets set deleted_at = null, deleted_with_space = false
              where tenant_id = {db.TenantId} and campaign_space_id = {id} and deleted_with_space
              returning id, asset_name
            )
            {audit.InsertOfAssets(AuditAction.Restore, new { campaign_space_id = id })}
            """),
            cancellation);

        space.DeletedAt = null;
        space.UpdatedAt = time.UtcInstant();
        audit.Add(AuditAction.Restore, space);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
