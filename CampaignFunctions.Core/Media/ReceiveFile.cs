using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.Time;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Takes in a file in one pass: stored, hashed, counted and sniffed while it streams, never held. The tenant's quota is reserved
/// before its bytes are taken, as far as its size is known, and as they come where it isn't.
/// </summary>
public sealed class ReceiveFile(CampaignDb db, IObjectStore store, StorageReservations reservations, IOptions<UploadOptions> options, TimeProvider time)
{
    /// <summary>Gives the file, whose object and reservation are the caller's to place or drop.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="fileName">What its sender calls it.</param>
    /// <param name="claimedType">The MIME type its sender says it has.</param>
    /// <param name="sizeAtLeast">What is known of its size in bytes; 0 when nothing is.</param>
    /// <param name="cancellation">Of the call that brings it.</param>
    public async Task<Result<ReceivedFile>> RunAsync(Stream content, string? fileName, string? claimedType, long sizeAtLeast, CancellationToken cancellation)
    {
        var fileId = TimeOrderedId.At(time.UtcInstant());
        var name = ObjectName.OfFile(db.TenantId, fileId);
        await using var quota = new QuotaClaim(reservations, fileId);
        if ((await quota.RaiseToAsync(sizeAtLeast, cancellation)).Failed(out var refusal, out _))
            return refusal;

        using var incoming = new IncomingStream(content, options.Value.MaxBytes, quota);

        try
        {
            // What it really is stands in the row; the store need not know.
            await store.CreateAsync(name, "application/octet-stream", incoming, cancellation);
        }
        catch (IncomingTooLargeException)
        {
            return UploadErrors.TooLarge(options.Value.MaxBytes);
        }
        catch (IncomingOverQuotaException exception)
        {
            return exception.Error;
        }

        quota.Keep();
        return new ReceivedFile(fileId, name, incoming.Sha256(), incoming.Count, fileName, claimedType, ContentSniffer.Sniff(incoming.Head), quota.IsHeld);
    }
}
