using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using CampaignFunctions.Core.Validation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CampaignFunctions.Core.Assets;

/// <summary>
/// Makes an asset of a form and the file received with it. If that cannot be, or the tenant has the same bytes already, the
/// received object is dropped.
/// </summary>
public sealed class UploadAsset(
    CampaignDb db, TenantContext tenant, PlaceAsset placeAsset, GetCampaignAsset getCampaignAsset, ReleaseFiles releaseFiles, ObjectEvents objectEvents, GetStorageUsage getStorageUsage, TimeProvider time)
{
    private bool mayBeCommitted;

    public async Task<Result<CampaignAssetResource>> RunAsync(Guid spaceId, AssetForm form, ReceivedFile? received, CancellationToken cancellation)
    {
        var keepsObject = false;
        try
        {
            form = form with { AssetName = form.AssetName ?? received?.FileName };
            if (Check(form, received).Failed(out var error, out var file))
                return error;

            var asset = Asset(spaceId, form);
            if ((await PlaceAsync(asset, file, cancellation)).Failed(out error, out keepsObject))
                return error;

            if (keepsObject && file!.State == ProcessingState.Pending)
                objectEvents.Created(file.ObjectName);

            return await getCampaignAsset.RunAsync(asset.Id, cancellation);
        }
        finally
        {
            if (received is not null && !keepsObject && !mayBeCommitted)
                await releaseFiles.DeleteObjectsAsync([received.ObjectName], CancellationToken.None);
        }
    }

    private Result<StoredFile?> Check(AssetForm form, ReceivedFile? received)
    {
        if (Validate.Request(form).Failed(out var error, out _))
            return error;

        if (form.AssetName is null)
            return OperationError.Invalid("asset_name", "is required.");

        // Nameless and empty is what a browser sends of a file field nobody filled.
        if (received is null or { SizeBytes: 0, FileName: null })
            return ContentClaims.NeedsFile(form.AssetType!.Value)
                ? UploadErrors.FileRequired(form.AssetType.Value)
                : Result.Of<StoredFile?>(value: null);

        if (received.SizeBytes == 0)
            return UploadErrors.Empty();

        return ContentClaims.Check(received.ClaimedType, form.AssetType!.Value, received.SniffedType)
            .Then(mimeType => Result.Of<StoredFile?>(File(received, mimeType)));
    }

    private async Task<Result<bool>> PlaceAsync(CampaignAsset asset, StoredFile? file, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);
        try
        {
            var placed = await placeAsset.RunAsync(asset, file, cancellation);
            if (placed is { FitsQuota: true } && !await HasUnwantedTwinAsync(asset, placed, cancellation))
            {
                await CommitAsync(transaction);
                return placed.IsNewFile;
            }

            await transaction.RollbackAsync(cancellation);
            return placed switch
            {
                null => SpaceErrors.NotFound(),
                { FitsQuota: false } => await OverQuotaAsync(file!, cancellation),
                _ => await DuplicateAsync(asset, file!, cancellation),
            };
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "uq_campaign_assets_space_file" })
        {
            await transaction.RollbackAsync(cancellation);
            return await DuplicateAsync(asset, file!, cancellation);
        }
    }

    // When the answer to a commit is lost the row may be there: then its object must be, too. If it isn't, the sweep has an orphan.
    private async Task CommitAsync(CampaignTransaction transaction)
    {
        mayBeCommitted = true;
        await transaction.CommitAsync(CancellationToken.None);
        mayBeCommitted = false;
    }

    // The unique index minds only assets that were checked; one that skipped the check is a twin all the same. The space is
    // locked by now, so none can appear behind this look.
    private async Task<bool> HasUnwantedTwinAsync(CampaignAsset asset, PlacedAsset placed, CancellationToken cancellation) =>
        placed is { StoredFileId: not null, IsNewFile: false }
        && !asset.IsDuplicateAllowed
        && await db.CampaignAssets.AnyAsync(
            other => other.CampaignSpaceId == asset.CampaignSpaceId && other.StoredFileId == placed.StoredFileId && other.Id != asset.Id, cancellation);

    private async Task<OperationError> OverQuotaAsync(StoredFile file, CancellationToken cancellation)
    {
        var usage = await getStorageUsage.RunAsync(cancellation);
        return usage.Match(storage => UploadErrors.OverQuota(storage.UsedBytes, storage.LimitBytes, file.SizeBytes), error => error);
    }

    private async Task<OperationError> DuplicateAsync(CampaignAsset asset, StoredFile file, CancellationToken cancellation)
    {
        var existing = await db.CampaignAssets
            .Where(other => other.CampaignSpaceId == asset.CampaignSpaceId && other.StoredFile!.Sha256 == file.Sha256)
            .OrderBy(other => other.Id)
            .Select(other => other.Id)
            .FirstOrDefaultAsync(cancellation);
        return AssetErrors.Duplicate(existing);
    }

    private CampaignAsset Asset(Guid spaceId, AssetForm form)
    {
        var now = time.UtcInstant();
        return new CampaignAsset
        {
            TenantId = tenant.TenantId,
            Id = Guid.CreateVersion7(now),
            CampaignSpaceId = spaceId,
            BrandId = form.BrandId,
            UserId = tenant.UserId,
            AssetName = form.AssetName!,
            AssetType = form.AssetType!.Value,
            ExternalAssetId = form.ExternalAssetId,
            IsDuplicateAllowed = form.SkipDuplicateCheck,
            Title = form.Title,
            Description = form.Description,
            AdCopyText = form.AdCopyText,
            HeadlineText = form.HeadlineText,
            CtaText = form.CtaText,
            Tags = Tags.Normalise(form.Tags ?? []),
            CreatedAt = now,
        };
    }

    private StoredFile File(ReceivedFile received, string mimeType) => new()
    {
        TenantId = tenant.TenantId,
        Id = received.FileId,
        Sha256 = received.Sha256,
        ObjectName = received.ObjectName,
        SizeBytes = received.SizeBytes,
        MimeType = mimeType,
        MediaMetadata = JsonObjects.Empty,
        State = MediaKind.For(mimeType) == MediaKind.None ? ProcessingState.None : ProcessingState.Pending,
    };
}
