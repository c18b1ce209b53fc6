using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>
/// Reads the object of a direct upload once: its hash and what its first bytes prove. When the store tells of the object, so that
/// completing the upload need not wait for it; or else when it is completed.
/// </summary>
public sealed class ReadDirectUpload(CampaignDb db, IObjectStore store)
{
    /// <summary>Gives the upload, with what was read; null when there is no such upload or, if its object is not there, no hash.</summary>
    public async Task<Result<DirectUpload?>> RunAsync(Guid uploadId, CancellationToken cancellation)
    {
        var upload = await db.DirectUploads.AsNoTracking().FirstOrDefaultAsync(row => row.Id == uploadId, cancellation);
        if (upload is null or { Sha256: not null } or { AssetId: not null })
            return Result.Of(upload);

        // Whoever sends more than was announced has not sent what was announced; its hash is of no use.
        if (await store.FindAsync(upload.ObjectName, cancellation) is not { } facts || facts.SizeBytes != upload.FileSize || await store.OpenAsync(upload.ObjectName, cancellation) is not { } stored)
            return Result.Of<DirectUpload?>(upload);

        await using (stored)
        {
            using var hashed = new HashedStream(stored.Content);
            await hashed.CopyToAsync(Stream.Null, cancellation);
            upload.Sha256 = hashed.Sha256();
            upload.SniffedType = ContentSniffer.Sniff(hashed.Head);
        }

        await db.DirectUploads
            .Where(row => row.Id == uploadId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Sha256, upload.Sha256).SetProperty(one => one.SniffedType, upload.SniffedType), cancellation);
        return Result.Of<DirectUpload?>(upload);
    }
}
