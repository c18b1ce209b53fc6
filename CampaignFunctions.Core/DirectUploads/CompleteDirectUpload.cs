using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>
/// Makes the asset of an upload whose object is there and is what was announced. Completed again, it is the same asset. What
/// cannot become one (the content is not what its type claims, the space has it already) is dropped, and the upload with it.
/// </summary>
public sealed class CompleteDirectUpload(
    CampaignDb db, IObjectStore store, ReadDirectUpload readDirectUpload, UploadAsset uploadAsset, ReleaseFiles releaseFiles, GetCampaignAsset getCampaignAsset, TimeProvider time)
{
    public async Task<Result<CampaignAssetResource>> RunAsync(Guid spaceId, Guid uploadId, CancellationToken cancellation)
    {
        if ((await readDirectUpload.RunAsync(uploadId, cancellation)).Failed(out var error, out var read))
            return error;
        if (read is null || read.CampaignSpaceId != spaceId)
            return DirectUploadErrors.NotFound();
        if (read.AssetId is null && await WhatIsWrongAsync(read, cancellation) is { } wrong)
            return wrong;

        await using var transaction = await db.BeginAsync(cancellation);
        // Of two that complete it at once the second waits, and finds what the first has made of it.
        if (await db.LockDirectUploadAsync(uploadId, cancellation) is not { } upload)
            return DirectUploadErrors.NotFound();
        if (upload.AssetId is { } made)
            return await getCampaignAsset.RunAsync(made, cancellation);

        var file = new ReceivedFile(upload.Id, upload.ObjectName, read.Sha256!, upload.FileSize, FileName: null, upload.MimeType, read.SniffedType, ReservationId: upload.Id);
        var asset = await uploadAsset.MakeAsync(spaceId, upload.Form.Deserialize<AssetForm>(WireJson.Options)!, file, cancellation);
        var row = db.DirectUploads.Where(row => row.Id == uploadId);
        if (asset.Failed(out _, out var resource))
        {
            transaction.AfterCommit(() => releaseFiles.DropAsync(file));
            await row.ExecuteDeleteAsync(cancellation);
        }
        else
        {
            await row.ExecuteUpdateAsync(update => update.SetProperty(one => one.AssetId, resource.Id), cancellation);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return asset;
    }

    private async Task<OperationError?> WhatIsWrongAsync(DirectUpload upload, CancellationToken cancellation)
    {
        if (time.GetUtcNow() > upload.ExpiresAt)
            return DirectUploadErrors.Expired();
        if (await store.FindAsync(upload.ObjectName, cancellation) is not { } facts)
            return DirectUploadErrors.NotUploaded();
        if (facts.SizeBytes != upload.FileSize)
            return DirectUploadErrors.Mismatch($"has {facts.SizeBytes} bytes, not {upload.FileSize}");
        if (facts.ContentEncoding is { Length: > 0 })
            return DirectUploadErrors.Mismatch("was stored with a Content-Encoding, so its bytes are not the file's");
        if (facts.ContentType is { } type && !string.Equals(type, upload.MimeType, StringComparison.OrdinalIgnoreCase))
            return DirectUploadErrors.Mismatch($"is said to be something else than {upload.MimeType}");

        return upload.Sha256 is null ? DirectUploadErrors.NotUploaded() : null;
    }
}
