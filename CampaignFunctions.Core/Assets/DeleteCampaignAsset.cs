using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Assets;

/// <summary>Deletes an asset so that it can be restored, or for good; its space's counters follow.</summary>
public sealed class DeleteCampaignAsset(CampaignDb db, ReleaseFiles releaseFiles, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<Nothing>> RunAsync(Guid id, bool hard, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // What was deleted softly can still be deleted for good.
        var asset = await db.LockAssetInItsSpaceAsync(id, cancellation);
        if (asset is null || (asset.DeletedAt is not null && !hard))
            return AssetErrors.NotFound();

        if (precondition.Refuses(CampaignAssetResource.From(asset).ETag) is { } refusal)
            return refusal;

        // What was deleted with its space is still counted there, since it comes back with it.
        if (asset.DeletedAt is null || asset.DeletedWithSpace)
            await db.CountAssetsAsync(asset, by: -1, cancellation);

        IReadOnlyList<string> released = [];
        if (hard)
        {
            released = await releaseFiles.DeleteAssetAsync(id, cancellation);
        }
        else
        {
            asset.DeletedAt = time.UtcInstant();
            audit.Add(AuditAction.Delete, asset);
            await db.SaveChangesAsync(cancellation);
        }

        transaction.AfterCommit(() => releaseFiles.DeleteObjectsAsync(released, CancellationToken.None));
        await transaction.CommitAsync(cancellation);
        return default(Nothing);
    }
}
