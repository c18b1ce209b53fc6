using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Storage;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>Where and how to send the bytes. Whoever holds the address may send them: it is for the caller alone.</summary>
/// <param name="UploadId">Names the upload when it is completed.</param>
/// <param name="UploadUrl">Where to, once.</param>
/// <param name="UploadMethod">PUT.</param>
/// <param name="Headers">To be sent word for word with the bytes.</param>
/// <param name="ExpiresAt">Until when it may be sent and completed.</param>
public sealed record DirectUploadTicket(Guid UploadId, string UploadUrl, string UploadMethod, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);

/// <summary>
/// Lets a caller put a file into the store itself: reserves the quota it will take and signs one request that creates one object
/// of exactly this size and type.
/// </summary>
public sealed class StartDirectUpload(
    CampaignDb db, TenantContext tenant, IObjectStore store, StorageReservations reservations, IOptions<UploadOptions> options, TimeProvider time)
{
    public async Task<Result<DirectUploadTicket>> RunAsync(Guid spaceId, DirectUploadInput input, CancellationToken cancellation)
    {
        if (Check(input).Failed(out var error, out var mimeType))
            return error;

        if (!await db.CampaignSpaces.AnyAsync(space => space.Id == spaceId, cancellation))
            return SpaceErrors.NotFound();

        var upload = Upload(spaceId, input, mimeType);
        if ((await reservations.ReserveAsync(upload.Id, upload.FileSize, options.Value.DirectLifetime, cancellation)).Failed(out error, out _))
            return error;

        var isBegun = false;
        try
        {
            var signed = await store.SignUploadAsync(upload.ObjectName, upload.MimeType, upload.FileSize, options.Value.DirectLifetime, cancellation);
            if (signed is null)
                return DirectUploadErrors.CannotSign();

            await using var transaction = await db.BeginAsync(cancellation);
            // A larger transaction that is undone takes the row with it, and what is reserved should go as well.
            transaction.IfUndone(() => reservations.ReleaseAsync(upload.Id));
            db.Add(upload);
            await db.SaveChangesAsync(cancellation);
            isBegun = true;
            await transaction.CommitAsync(cancellation);

            return new DirectUploadTicket(upload.Id, signed.Url.ToString(), signed.Method, signed.Headers, upload.ExpiresAt);
        }
        finally
        {
            if (!isBegun)
                await reservations.ReleaseAsync(upload.Id);
        }
    }

    // What the bytes really are is seen when they are there; what could never do is said before they are sent.
    private Result<string> Check(DirectUploadInput input)
    {
        if (input.FileSize > options.Value.MaxDirectBytes)
            return UploadErrors.TooLargeForDirect(options.Value.MaxDirectBytes);

        var mimeType = input.MimeType!.ToLowerInvariant();
        return ContentClaims.Check(mimeType, input.AssetType!.Value, sniffed: mimeType).Then<string>(_ => mimeType);
    }

    private DirectUpload Upload(Guid spaceId, DirectUploadInput input, string mimeType)
    {
        var now = time.UtcInstant();
        var id = TimeOrderedId.At(now);
        return new DirectUpload
        {
            TenantId = tenant.TenantId,
            Id = id,
            CampaignSpaceId = spaceId,
            ObjectName = ObjectName.OfFile(tenant.TenantId, id),
            FileSize = input.FileSize!.Value,
            MimeType = mimeType,
            Form = JsonSerializer.SerializeToElement(input.ToForm(), WireJson.Options),
            CreatedAt = now,
            ExpiresAt = now + options.Value.DirectLifetime,
        };
    }
}
