using Google.Api.Gax;
using Google.Apis.Download;
using Google.Apis.Storage.v1.Data;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Operations on objects; errors are <see cref="GoogleApiException"/>.</summary>
/// <remarks>https://cloud.google.com/dotnet/docs/reference/Google.Cloud.Storage.V1/latest/Google.Cloud.Storage.V1.StorageClient</remarks>
public abstract class StorageClient : IDisposable
{
    /// <summary>Begins a resumable upload; whoever has the address that comes back may send the bytes.</summary>
    public virtual Task<Uri> InitiateUploadSessionAsync(
        Object destination, long? contentLength, UploadObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Task<Object> DownloadObjectAsync(
        string bucket,
        string objectName,
        Stream destination,
        DownloadObjectOptions options = null,
        CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null) =>
        throw new NotImplementedException();

    public virtual Task<Object> GetObjectAsync(
        string bucket, string objectName, GetObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Task DeleteObjectAsync(
        string bucket, string objectName, DeleteObjectOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(string bucket, string prefix = null, ListObjectsOptions options = null) =>
        throw new NotImplementedException();

    public virtual void Dispose()
    {
    }
}
