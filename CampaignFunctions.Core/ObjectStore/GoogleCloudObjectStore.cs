using System.Runtime.CompilerServices;
using CampaignFunctions.Core.ObjectStore.GoogleCloud;
using Google;
using Google.Apis.Storage.v1.Data;
using Google.Cloud.Storage.V1;
using Microsoft.Extensions.Options;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// Objects of a Cloud Storage bucket. Every write has a precondition (the object must not be there; the one that is deleted must be the
/// one that was seen), so that what fails on the way can be repeated without doing anything twice.
/// </summary>
internal sealed class GoogleCloudObjectStore(
    BucketConnection connection, BucketHttp http, BucketRetries retries, BucketSigning signing, IOptions<ObjectStoreOptions> options, TimeProvider time) : IObjectStore
{
    private const int PageSize = 1000;
    private const string ListedFields = "items(name,size,timeCreated),nextPageToken";

    /// <summary>Lists nothing, and needs the right to list.</summary>
    private const string NoPrefix = "readiness/";

    private readonly string bucket = options.Value.Bucket;

    public async Task CreateAsync(string name, string contentType, Stream content, CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        var destination = new Object { Bucket = bucket, Name = name, ContentType = contentType };
        var onlyIfNew = new UploadObjectOptions { IfGenerationMatch = 0 };
        // A session that was begun and whose answer was lost is no object, and goes by itself.
        var address = await retries.RunAsync("begin an upload", token => client.InitiateUploadSessionAsync(destination, contentLength: null, onlyIfNew, token), cancellation);

        var session = new UploadSession(http.Client, address, retries, time);
        var source = new ChunkSource(content, options.Value.ChunkBytes);
        while (true)
        {
            // What goes wrong with the source is the sender's, not the bucket's.
            var chunk = await source.NextAsync(cancellation);
            if (await session.SendAsync(chunk, cancellation) is not { } made)
                continue;

            await VerifyAsync(client, name, made, chunk, cancellation);
            source.Release();
            return;
        }
    }

    public async Task<StoredObject?> OpenAsync(string name, CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        if (await GetAsync(client, name, cancellation) is not { } facts)
            return null;

        if (facts.ContentEncoding is { Length: > 0 } encoding)
            throw new ObjectStoreException(ObjectStoreFault.Refused, $"{name} was stored as {encoding}, which its bytes and its size are not those of.");

        var content = new ObjectReadStream(client, facts, retries, options.Value.ChunkBytes);
        return new StoredObject(content, content.Length, CreatedAtOf(facts));
    }

    public async Task<ObjectFacts?> FindAsync(string name, CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        return await GetAsync(client, name, cancellation) is { } facts
            ? new ObjectFacts(facts.Name, (long)facts.Size.GetValueOrDefault(), facts.ContentType, facts.ContentEncoding, CreatedAtOf(facts))
            : null;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        if (await GetAsync(client, name, cancellation) is { Generation: { } generation })
            await DeleteAsync(client, name, generation, cancellation);
    }

    public Task<Uri?> SignedUrlAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation) =>
        signing.SignGetAsync(name, contentType, attachmentName, cancellation);

    public Task<SignedUpload?> SignUploadAsync(string name, string contentType, long sizeBytes, TimeSpan lifetime, CancellationToken cancellation) =>
        signing.SignPutAsync(name, contentType, sizeBytes, lifetime, cancellation);

    public async IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        Objects page;
        string? next = null;
        do
        {
            var token = next;
            page = await retries.RunAsync("list", stop => PageAsync(client, prefix, from, PageSize, token, stop), cancellation);
            foreach (var facts in page.Items ?? [])
                yield return new ObjectEntry(facts.Name, (long)facts.Size.GetValueOrDefault(), CreatedAtOf(facts));
            next = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    public async Task CheckAsync(CancellationToken cancellation)
    {
        var client = (await connection.OpenAsync(cancellation)).Client;
        await BucketRetries.OnceAsync(token => PageAsync(client, NoPrefix, from: null, pageSize: 1, pageToken: null, token), cancellation);
    }

    private Task<Object?> GetAsync(StorageClient client, string name, CancellationToken cancellation) =>
        retries.RunAsync<Object?>(
            "describe an object",
            async token =>
            {
                try
                {
                    return await client.GetObjectAsync(bucket, name, new GetObjectOptions { RetryOptions = RetryOptions.Never }, token);
                }
                catch (GoogleApiException exception) when (BucketFaults.IsMissingObject(exception))
                {
                    return null;
                }
            },
            cancellation);

    /// <summary>Another generation is another's object: it stays.</summary>
    private Task<bool> DeleteAsync(StorageClient client, string name, long generation, CancellationToken cancellation) =>
        retries.RunAsync(
            "delete an object",
            async token =>
            {
                try
                {
                    await client.DeleteObjectAsync(bucket, name, new DeleteObjectOptions { IfGenerationMatch = generation, RetryOptions = RetryOptions.Never }, token);
                    return true;
                }
                catch (GoogleApiException exception) when (BucketFaults.IsMissingObject(exception) || exception.HttpStatusCode == System.Net.HttpStatusCode.PreconditionFailed)
                {
                    return false;
                }
            },
            cancellation);

    private async Task<Objects> PageAsync(StorageClient client, string prefix, string? from, int pageSize, string? pageToken, CancellationToken cancellation)
    {
        var wanted = new ListObjectsOptions { StartOffset = from, PageSize = pageSize, PageToken = pageToken, Fields = ListedFields, RetryOptions = RetryOptions.Never };
        await foreach (var page in client.ListObjectsAsync(bucket, prefix, wanted).AsRawResponses().WithCancellation(cancellation))
            return page;

        return new Objects();
    }

    // Where the bucket heeds no x-goog-hash (emulators) this is the check; nobody knows of the object yet.
    private async Task VerifyAsync(StorageClient client, string name, UploadedObject made, UploadChunk last, CancellationToken cancellation)
    {
        if (made.Size == last.End && (made.Crc32c is null || made.Crc32c == last.Crc32c))
            return;

        await DeleteAsync(client, name, made.Generation, cancellation);
        throw new ObjectStoreException(ObjectStoreFault.Corrupt, $"{name} was stored with other bytes than were sent, and is deleted.");
    }

    private static DateTimeOffset CreatedAtOf(Object facts) =>
        facts.TimeCreatedDateTimeOffset ?? throw new ObjectStoreException(ObjectStoreFault.Unavailable, $"The bucket does not say when {facts.Name} was created.");
}
