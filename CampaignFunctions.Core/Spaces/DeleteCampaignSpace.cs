using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Deletes a space and, with it, its assets: so that both can be restored together, or for good.</summary>
public sealed class DeleteCampaignSpace(CampaignDb db, ReleaseFiles releaseFiles, TimeProvider time)
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
        await transaction.CommitAsync(cancellation);
        await releaseFiles.DeleteObjectsAsync(released, cancellation);

        return default(Nothing);
    }

    private async Task<IReadOnlyList<string>> DeleteSoftlyAsync(CampaignSpace space, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        await db.CampaignAssets
            .Where(asset => asset.CampaignSpaceId == space.Id)
            .ExecuteUpdateAsync(
                asset => asset.SetProperty(row => row.DeletedAt, now).SetProperty(row => row.DeletedWithSpace, true),
                cancellation);

        space.DeletedAt = now;
        await db.SaveChangesAsync(cancellation);
        return [];
    }

    private async Task<IReadOnlyList<string>> DeleteForGoodAsync(CampaignSpace space, CancellationToken cancellation)
    {
        var released = await releaseFiles.DeleteAssetsOfSpaceAsync(space.Id, cancellation);
        await db.CampaignSpaces.WithDeleted().Where(row => row.Id == space.Id).ExecuteDeleteAsync(cancellation);
        return released;
    }
}
