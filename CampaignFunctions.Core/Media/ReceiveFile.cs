using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Takes in a file in one pass: stored, hashed, counted and sniffed while it streams, never held. The tenant's quota is reserved
/// before its bytes are taken, as far as its size is known, and as they come where it isn't. What need not or cannot be stored,
/// but may be there already, is hashed to nothing.
/// </summary>
public sealed class ReceiveFile(
    CampaignDb db, IObjectStore store, StorageReservations reservations, CheckKey checkKey, IOptions<UploadOptions> options, TimeProvider time)
{
    /// <summary>Gives the file, whose object and reservation are the caller's to place or drop.</summary>
    public async Task<Result<ReceivedFile>> RunAsync(Stream content, AnnouncedFile announced, CancellationToken cancellation)
    {
        var fileId = TimeOrderedId.At(time.UtcInstant());
        var name = ObjectName.OfFile(db.TenantId, fileId);
        // Of all that come under one key one becomes a file: what an earlier try has reserved, or left behind, is this one's too.
        await using var quota = new QuotaClaim(reservations, announced.Key is { } key ? IdempotencyKey.ReservationIdOf(key) : fileId);
        using var incoming = new IncomingStream(content, options.Value.MaxBytes, quota);

        try
        {
            var refusal = await IsRepeatedAsync(announced, cancellation)
                ? IdempotencyErrors.InProgress()
                : await StoreAsync(name, incoming, announced.Size.Reserved, quota, cancellation);
            if (refusal is not null)
            {
                await quota.ReleaseAsync();
                if (refusal.Kind == ErrorKind.QuotaExceeded && !await MayBeKnownAsync(announced, incoming.Count, cancellation))
                    return refusal;

                await incoming.HashRestAsync(cancellation);
            }

            return new ReceivedFile(
                fileId, name, incoming.Sha256(), incoming.Count, announced.FileName, announced.ClaimedType, ContentSniffer.Sniff(incoming.Head), quota.Keep(), refusal);
        }
        catch (IncomingTooLargeException)
        {
            return UploadErrors.TooLarge(options.Value.MaxBytes);
        }
    }

    private async Task<OperationError?> StoreAsync(string name, IncomingStream incoming, long sizeAtLeast, QuotaClaim quota, CancellationToken cancellation)
    {
        if ((await quota.RaiseToAsync(sizeAtLeast, cancellation)).Failed(out var refusal, out _))
            return refusal;

        try
        {
            // What it really is stands in the row; the store need not know.
            await store.CreateAsync(name, "application/octet-stream", incoming, cancellation);
            return null;
        }
        catch (IncomingOverQuotaException exception)
        {
            return exception.Error;
        }
    }

    // Asked again of a file that does not fit: what fills the tenant's storage may be its own first try.
    private async Task<bool> MayBeKnownAsync(AnnouncedFile announced, long received, CancellationToken cancellation)
    {
        var (atLeast, atMost) = (Math.Max(announced.Size.AtLeast, received), announced.Size.AtMost);
        return await db.StoredFiles.AnyAsync(file => file.SizeBytes >= atLeast && file.SizeBytes <= atMost, cancellation)
            || await IsRepeatedAsync(announced, cancellation);
    }

    private async Task<bool> IsRepeatedAsync(AnnouncedFile announced, CancellationToken cancellation) =>
        announced.Key is { } key && await checkKey.RunAsync(key, cancellation) != KeyState.New;
}
