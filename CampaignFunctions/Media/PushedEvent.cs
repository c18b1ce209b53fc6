using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Media;

/// <summary>An event out of its envelope.</summary>
/// <param name="Name">What the delivery is known by when it comes again; of one that says nothing of the kind, a digest.</param>
/// <param name="Event">It, or why it cannot be read.</param>
internal sealed record PushedEvent(string Name, Result<ObjectEvent> Event)
{
    private const string Finalized = "google.cloud.storage.object.v1.finalized";

    /// <summary>Bytes (https://cloud.google.com/storage/docs/objects#naming).</summary>
    private const int MaxObjectName = 1024;
    private const int MaxBucketName = 222;
    private const int MaxDeliveryName = 200;

    public static async Task<PushedEvent> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if ((await RequestBody.HoldAsync(request, cancellation)).Failed(out var error, out var bytes))
            return new PushedEvent("too large", error);

        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        var members = await RequestBody.ReadMembersAsync(request, cancellation);
        if (members.Then(JsonInput.Bind<ObjectCreatedEvent>).Failed(out error, out var envelope))
            return new PushedEvent(digest, error);

        // Deliveries of one message differ by their count, so their bytes are the last to tell.
        var name = envelope.Message?.MessageId ?? envelope.Id ?? HeaderOf(request, "ce-id");
        return new PushedEvent(IsText(name, MaxDeliveryName) ? $"message:{name}" : digest, Read(envelope, HeaderOf(request, "ce-type")));
    }

    private static Result<ObjectEvent> Read(ObjectCreatedEvent envelope, string? typeInHeader) => envelope switch
    {
        { Message: { } message } => ReadMessage(message),
        { Data: { } data } => ReadObject(envelope.Type ?? typeInHeader ?? Finalized, data),
        _ when typeInHeader is not null => ReadObject(typeInHeader, new ObjectCreatedData(envelope.Bucket, envelope.Name, envelope.Generation)),
        _ => MediaErrors.EventUnreadable("it has neither a message nor data."),
    };

    private static Result<ObjectEvent> ReadMessage(PushedMessage message)
    {
        if (message.Attributes is not { EventType.Length: > 0 } attributes)
            return MediaErrors.EventUnreadable("its message has no attribute eventType.");

        return Read(attributes.EventType == "OBJECT_FINALIZE", needsBucket: true, attributes.BucketId, attributes.ObjectId, attributes.ObjectGeneration);
    }

    private static Result<ObjectEvent> ReadObject(string type, ObjectCreatedData data) =>
        Read(type == Finalized, needsBucket: false, data.Bucket, data.Name, data.Generation);

    private static Result<ObjectEvent> Read(bool isCreation, bool needsBucket, string? bucket, string? name, string? generation)
    {
        // Whatever else is told of needs nothing, so nothing is asked of it.
        if (!isCreation)
            return new ObjectEvent(IsCreation: false, Bucket: null, string.Empty, Generation: 0);

        if (!IsText(name, MaxObjectName))
            return MediaErrors.EventUnreadable("it names no object.");
        if (needsBucket ? !IsText(bucket, MaxBucketName) : bucket is not null && !IsText(bucket, MaxBucketName))
            return MediaErrors.EventUnreadable("it names no bucket.");

        var number = 0L;
        return generation is null || long.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            ? new ObjectEvent(IsCreation: true, bucket, name!, number)
            : MediaErrors.EventUnreadable("its generation is no number.");
    }

    // What the table of events can hold: PostgreSQL's text has no NUL.
    private static bool IsText(string? text, int maxBytes) =>
        text is { Length: > 0 } && !text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) <= maxBytes;

    private static string? HeaderOf(HttpRequest request, string name) => request.Headers[name] is [{ Length: > 0 } value] ? value : null;
}
