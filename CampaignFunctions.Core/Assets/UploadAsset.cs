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
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignFunctions.Core.Assets;

/// <summary>
/// Makes an asset of a form and the file received with it. If that cannot be, or the tenant has the same bytes already, the
/// received object is dropped. Of a file whose bytes were not kept an asset is made only if the tenant has them.
/// </summary>
public sealed class UploadAsset(
    CampaignDb db, TenantContext tenant, PlaceAsset placeAsset, GetCampaignAsset getCampaignAsset, ReleaseFiles releaseFiles, StorageReservations reservations, ObjectEvents objectEvents,
    IOptions<TenantOptions> tenants, TimeProvider time)
{
    private bool belongsToTransaction;
    private Func<Task> drop = () => Task.CompletedTask;

    public async Task<Result<CampaignAssetResource>> RunAsync(Guid spaceId, AssetForm form, ReceivedFile? received, CancellationToken cancellation)
    {
        if (received is not null)
            drop = () => releaseFiles.DropAsync(received);

        try
        {
            return await MakeAsync(spaceId, form with { AssetName = form.AssetName ?? received?.FileName }, received, cancellation);
        }
        finally
        {
            if (!belongsToTransaction)
                await drop();
        }
    }

    /// <summary>The same, but a file that stays out is the caller's to drop.</summary>
    internal async Task<Result<CampaignAssetResource>> MakeAsync(Guid spaceId, AssetForm form, ReceivedFile? received, CancellationToken cancellation)
    {
        if (Check(form, received).Failed(out var error, out var file))
            return error;

        var asset = Asset(spaceId, form);
        if ((await PlaceAsync(asset, file, received, cancellation)).Failed(out error, out _))
            return error;

        return await getCampaignAsset.RunAsync(asset.Id, cancellation);
    }

    private Result<StoredFile?> Check(AssetForm form, ReceivedFile? received)
    {
        if (Validate.Request(form).Failed(out var error, out _))
            return error;

        if (string.IsNullOrWhiteSpace(form.AssetName))
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

    private async Task<Result<Nothing>> PlaceAsync(CampaignAsset asset, StoredFile? file, ReceivedFile? received, CancellationToken cancellation)
    {
        var placed = await TryPlaceAsync(asset, file, received, cancellation);
        if (received is not { ReservationId: { } reservation } || !placed.Failed(out var error, out _) || error.Kind != ErrorKind.QuotaExceeded)
            return placed;

        // Two may be refused for what the other has reserved, although one of them would fit. So whoever is refused lets go of
        // its own before it asks once more: the last to ask meets nobody who will be refused.
        await reservations.ReleaseAsync(reservation);
        return await TryPlaceAsync(asset, file, received, cancellation);
    }

    private async Task<Result<Nothing>> TryPlaceAsync(CampaignAsset asset, StoredFile? file, ReceivedFile? received, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);
        try
        {
            var placed = await placeAsset.RunAsync(asset, file, received, cancellation);
            if (placed is { HasRoom: true } && !await HasUnwantedTwinAsync(asset, placed, cancellation))
            {
                await CommitAsync(transaction, placed, file, received);
                return default(Nothing);
            }

            await transaction.RollbackAsync(cancellation);
            return placed switch
            {
                null => SpaceErrors.NotFound(),
                { HasRoom: false } => received?.Refusal ?? StorageErrors.OverQuota(await TenantStorage.ReadAsync(db, tenants.Value, cancellation), file!.SizeBytes),
                _ => await DuplicateAsync(asset, file!, cancellation),
            };
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "uq_campaign_assets_space_file" })
        {
            await transaction.RollbackAsync(cancellation);
            return await DuplicateAsync(asset, file!, cancellation);
        }
    }

    // From here on the object stays or goes with the row that refers to it. When nobody knows what became of the row the
    // object stays too: should nothing refer to it, the sweep has an orphan.
    private Task CommitAsync(CampaignTransaction transaction, PlacedAsset placed, StoredFile? file, ReceivedFile? received)
    {
        belongsToTransaction = received is not null;
        if (received is not null)
        {
            transaction.IfUndone(drop);
            transaction.AfterCommit(() => SettleAsync(placed, file, received));
        }

        return transaction.CommitAsync(CancellationToken.None);
    }

    private Task SettleAsync(PlacedAsset placed, StoredFile? file, ReceivedFile received)
    {
        if (file is null)
            return releaseFiles.DropAsync(received);

        if (!placed.IsNewFile)
            return releaseFiles.DeleteObjectsAsync(received.Objects, CancellationToken.None);

        if (file.State == ProcessingState.Pending)
            objectEvents.Created(file.ObjectName);

        return Task.CompletedTask;
    }

    // The unique index minds only assets that were checked; one that skipped the check is a twin all the same. The space is
    // locked by now, so none can appear behind this look.
    private async Task<bool> HasUnwantedTwinAsync(CampaignAsset asset, PlacedAsset placed, CancellationToken cancellation) =>
        placed is { StoredFileId: not null, IsNewFile: false }
        && !asset.IsDuplicateAllowed
        && await db.CampaignAssets.AnyAsync(
            other => other.CampaignSpaceId == asset.CampaignSpaceId && other.StoredFileId == placed.StoredFileId && other.Id != asset.Id, cancellation);

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
            Id = TimeOrderedId.At(now),
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
