using Google.Api.Gax;
using Google.Apis.Download;
using Google.Apis.Storage.v1.Data;
using Google.Cloud.Storage.V1.Requests;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

internal sealed class StorageClientImpl(StorageService service) : StorageClient
{
    public override Task<Uri> InitiateUploadSessionAsync(
        Object destination, long? contentLength, UploadObjectOptions options = null, CancellationToken cancellationToken = default)
    {
        if (contentLength <= 0)
            throw new ArgumentOutOfRangeException(nameof(contentLength), "A content length of 0 cannot be enforced. Use null for any length.");

        var session = new InsertSession(service, destination, new LengthOnlyStream(contentLength)) { IfGenerationMatch = options?.IfGenerationMatch };
        return session.InitiateSessionAsync(cancellationToken);
    }

    public override async Task<Object> DownloadObjectAsync(
        string bucket,
        string objectName,
        Stream destination,
        DownloadObjectOptions options = null,
        CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress> progress = null)
    {
        if (options?.DownloadValidationMode != DownloadValidationMode.Never)
            throw new NotSupportedException("The stand-in leaves the check of the bytes to its caller: say DownloadValidationMode.Never.");

        var downloader = new ObjectDownloader(service) { Range = options.Range };
        if (options.ChunkSize is { } chunkSize)
            downloader.ChunkSize = chunkSize;
        if (progress is not null)
            downloader.ProgressChanged += progress.Report;

        var generation = options.Generation is { } wanted ? $"?generation={wanted}" : string.Empty;
        var result = await downloader.DownloadAsync(
            $"{service.BaseUri}b/{bucket}/o/{Uri.EscapeDataString(objectName)}{generation}", destination, cancellationToken);
        result.ThrowOnFailure();
        return new Object { Bucket = bucket, Name = objectName, Generation = downloader.Generation };
    }

    public override Task<Object> GetObjectAsync(
        string bucket, string objectName, GetObjectOptions options = null, CancellationToken cancellationToken = default)
    {
        RetryOptions.MustBeNever(options?.RetryOptions);
        return new GetRequest(service, bucket, objectName).ExecuteAsync(cancellationToken);
    }

    public override Task DeleteObjectAsync(
        string bucket, string objectName, DeleteObjectOptions options = null, CancellationToken cancellationToken = default)
    {
        RetryOptions.MustBeNever(options?.RetryOptions);
        return new DeleteRequest(service, bucket, objectName) { IfGenerationMatch = options.IfGenerationMatch }.ExecuteAsync(cancellationToken);
    }

    public override PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(string bucket, string prefix = null, ListObjectsOptions options = null)
    {
        RetryOptions.MustBeNever(options?.RetryOptions);
        return new ObjectPages(() => new ListRequest(service, bucket)
        {
            Prefix = prefix,
            StartOffset = options.StartOffset,
            MaxResults = options.PageSize,
            PageToken = options.PageToken,
            Fields = options.Fields,
        });
    }

    public override void Dispose()
    {
        service.Dispose();
        base.Dispose();
    }
}
