using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>What the bucket says of an object it has just made.</summary>
internal sealed record UploadedObject(long Generation, long Size, string? Crc32c);

/// <summary>
/// A resumable upload (https://cloud.google.com/storage/docs/performing-resumable-uploads): chunk by chunk, each until it has arrived.
/// After a failure the bucket is asked how far it came, so that nothing is sent twice into the object. The SDK's own upload does as much, but
/// without a pause, without heeding Retry-After, without end while the bucket takes nothing, and checks the hash when the object can be seen already.
/// </summary>
internal sealed class UploadSession(HttpClient http, Uri address, BucketRetries retries, TimeProvider time)
{
    private const HttpStatusCode ResumeIncomplete = (HttpStatusCode)308;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
    private long arrived;

    /// <summary>Null until the last chunk has made the object.</summary>
    public Task<UploadedObject?> SendAsync(UploadChunk chunk, CancellationToken cancellation)
    {
        var isCertain = true;
        return retries.RunAsync("take a chunk", token => AttemptAsync(token), cancellation);

        async Task<UploadedObject?> AttemptAsync(CancellationToken token)
        {
            var made = isCertain ? null : await AskAsync(chunk, token);
            isCertain = false;
            while (made is null && (chunk.IsLast || arrived < chunk.End))
                made = await AdvanceAsync(chunk, token);

            return made;
        }
    }

    private async Task<UploadedObject?> AdvanceAsync(UploadChunk chunk, CancellationToken cancellation)
    {
        var before = arrived;
        var rest = chunk.Bytes[(int)(arrived - chunk.Start)..];
        var range = rest.IsEmpty ? "*" : $"{arrived}-{chunk.End - 1}";
        var made = await PutAsync(rest, $"bytes {range}/{TotalOf(chunk)}", chunk, cancellation);

        return made is not null || arrived > before
            ? made
            : throw new ObjectStoreException(ObjectStoreFault.Unavailable, "The bucket took nothing of what it was sent.");
    }

    private Task<UploadedObject?> AskAsync(UploadChunk chunk, CancellationToken cancellation) =>
        PutAsync(ReadOnlyMemory<byte>.Empty, $"bytes */{TotalOf(chunk)}", chunk, cancellation);

    private static string TotalOf(UploadChunk chunk) => chunk.IsLast ? $"{chunk.End}" : "*";

    private async Task<UploadedObject?> PutAsync(ReadOnlyMemory<byte> bytes, string range, UploadChunk chunk, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ReadOnlyMemoryContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Range", range);
        // Lets the bucket refuse bytes that were damaged on the way, before anybody can see them.
        if (chunk.Crc32c is not null)
            request.Headers.TryAddWithoutValidation("x-goog-hash", $"crc32c={chunk.Crc32c}");

        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created)
            return await MadeAsync(response, chunk, cancellation);

        arrived = response.StatusCode == ResumeIncomplete ? ArrivedOf(response, chunk) : throw await FaultOfAsync(response, cancellation);
        return null;
    }

    private static async Task<UploadedObject> MadeAsync(HttpResponseMessage response, UploadChunk chunk, CancellationToken cancellation)
    {
        if (!chunk.IsLast)
            throw Lost("The bucket finished the upload before its end.");

        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        return await JsonSerializer.DeserializeAsync<UploadedObject>(body, Json, cancellation) ?? throw new JsonException("null");
    }

    private static long ArrivedOf(HttpResponseMessage response, UploadChunk chunk)
    {
        var range = response.Headers.TryGetValues("Range", out var values) ? values.Single() : "bytes=0--1";
        var count = range.StartsWith("bytes=0-", StringComparison.Ordinal) && long.TryParse(range["bytes=0-".Length..], out var last) ? last + 1 : -1;
        return count >= chunk.Start && count <= chunk.End
            ? count
            : throw Lost($"The bucket has {count} bytes of the upload, which must be {chunk.Start} to {chunk.End}.");
    }

    private async Task<ObjectStoreException> FaultOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var detail = await response.Content.ReadAsStringAsync(cancellation);
        if (response.StatusCode == HttpStatusCode.BadRequest && detail.Contains("CRC32C", StringComparison.OrdinalIgnoreCase))
            return new ObjectStoreException(ObjectStoreFault.Corrupt, "The bucket received other bytes than were sent, and refused them.");

        return response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone
            ? Lost("The bucket knows nothing of this upload any more.")
            : BucketFaults.OfAnswer(response.StatusCode, detail[..Math.Min(detail.Length, 500)], RetryAfterHandler.Of(response, time));
    }

    // The bytes before this chunk are gone: only the sender could begin again.
    private static ObjectStoreException Lost(string message) => new(ObjectStoreFault.Unavailable, message) { IsPassing = false };
}
