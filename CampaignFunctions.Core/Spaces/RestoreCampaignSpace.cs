using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Brings a deleted space back, with the assets that were deleted together with it. A live one is answered as it is.</summary>
public sealed class RestoreCampaignSpace(CampaignDb db, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceWithDeletedAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        if (space.DeletedAt is null)
            return CampaignSpaceResource.From(space);

        await db.CampaignAssets.WithDeleted()
            .Where(asset => asset.CampaignSpaceId == id && asset.DeletedWithSpace)
            .ExecuteUpdateAsync(
                asset => asset.SetProperty(row => row.DeletedAt, (DateTimeOffset?)null).SetProperty(row => row.DeletedWithSpace, false),
                cancellation);

        space.DeletedAt = null;
        space.UpdatedAt = time.UtcInstant();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
