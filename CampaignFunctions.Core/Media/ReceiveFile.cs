using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Takes in a file in one pass: stored, hashed, counted and sniffed while it streams, never held.</summary>
public sealed class ReceiveFile(CampaignDb db, IObjectStore store, IOptions<UploadOptions> options, TimeProvider time)
{
    public async Task<Result<ReceivedFile>> RunAsync(Stream content, string? fileName, string? claimedType, CancellationToken cancellation)
    {
        var fileId = Guid.CreateVersion7(time.UtcInstant());
        var name = ObjectName.OfFile(db.TenantId, fileId);
        using var incoming = new IncomingStream(content, options.Value.MaxBytes);

        try
        {
            // What it really is stands in the row; the store need not know.
            await store.CreateAsync(name, "application/octet-stream", incoming, cancellation);
        }
        catch (IncomingTooLargeException)
        {
            return UploadErrors.TooLarge(options.Value.MaxBytes);
        }

        return new ReceivedFile(fileId, name, incoming.Sha256(), incoming.Count, fileName, claimedType, ContentSniffer.Sniff(incoming.Head));
    }
}
