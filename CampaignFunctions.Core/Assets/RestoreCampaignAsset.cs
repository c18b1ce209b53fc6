using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CampaignFunctions.Core.Assets;

/// <summary>How to restore an asset.</summary>
public sealed record AssetRestoration
{
    /// <summary>True: restore it beside an asset of the same bytes that has come into the space meanwhile.</summary>
    public bool SkipDuplicateCheck { get; init; }
}

/// <summary>Brings a deleted asset back into its live space. A live one is answered as it is.</summary>
public sealed class RestoreCampaignAsset(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignAssetResource>> RunAsync(Guid id, AssetRestoration restoration, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockAssetInItsSpaceAsync(id, cancellation) is not { } asset)
            return AssetErrors.NotFound();

        if (asset.CampaignSpace!.DeletedAt is not null)
            return AssetErrors.SpaceDeleted();

        if (asset.DeletedAt is null)
            return CampaignAssetResource.From(asset);

        (asset.DeletedAt, asset.DeletedWithSpace, asset.UpdatedAt) = (null, false, time.UtcInstant());
        asset.IsDuplicateAllowed |= restoration.SkipDuplicateCheck;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            await transaction.RollbackAsync(cancellation);
            return await DuplicateAsync(asset, cancellation);
        }

        await db.CountAssetsAsync(asset, by: +1, cancellation);
        audit.Add(AuditAction.Restore, asset);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignAssetResource.From(asset);
    }

    private async Task<OperationError> DuplicateAsync(CampaignAsset asset, CancellationToken cancellation) =>
        AssetErrors.Duplicate(await db.CampaignAssets
            .Where(other => other.CampaignSpaceId == asset.CampaignSpaceId && other.StoredFileId == asset.StoredFileId)
            .OrderBy(other => other.Id)
            .Select(other => other.Id)
            .FirstOrDefaultAsync(cancellation));
}
