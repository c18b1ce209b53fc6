using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.DirectUploads;

/// <summary>
/// Takes an object into the store that is a folder, as a bucket takes one by a signed address: exactly what was signed, once.
/// </summary>
public sealed class PutLocalObject(IObjectStore store, LocalSignature signature, ObjectEvents events)
{
    /// <summary>Whether this server has such a store at all.</summary>
    public bool IsOffered => store is FileSystemObjectStore;

    public async Task<Result<Nothing>> RunAsync(LocalUpload upload, string given, string? contentType, Stream content, CancellationToken cancellation)
    {
        if (!signature.Allows(upload, given))
            return new OperationError(ErrorKind.Forbidden, "invalid_signature", "This address was not signed by this server, or not for this, or it has expired.");
        if (contentType != upload.ContentType)
            return OperationError.Invalid("Content-Type", $"must be {upload.ContentType}, as signed.");
        if (await store.FindAsync(upload.Name, cancellation) is not null)
            return Exists();

        try
        {
            await store.CreateAsync(upload.Name, upload.ContentType, new ExactStream(content, upload.SizeBytes), cancellation);
        }
        catch (WrongSizeException exception)
        {
            return OperationError.Invalid("body", exception.Message);
        }
        catch (IOException) when (!cancellation.IsCancellationRequested)
        {
            // Somebody sent it at the same time, and was the first to be whole.
            if (await store.FindAsync(upload.Name, cancellation) is null)
                throw;

            return Exists();
        }

        events.Created(upload.Name);
        return default(Nothing);
    }

    private static OperationError Exists() => new(ErrorKind.PreconditionFailed, "object_exists", "The object is there already. Complete the upload.");
}
