using System.Text.Json.Serialization;

namespace CampaignFunctions.Media;

/// <summary>
/// What tells of an object, in one of three envelopes: a message that Pub/Sub pushes (https://cloud.google.com/storage/docs/pubsub-notifications),
/// in <c>message</c>; a structured CloudEvent (https://cloud.google.com/eventarc/docs/cloudevents), with <c>type</c> and <c>data</c>; or
/// the data of a CloudEvent whose type is in the header ce-type. Other members are passed over.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ObjectCreatedEvent
{
    public PushedMessage? Message { get; init; }

    /// <summary>Of a CloudEvent: google.cloud.storage.object.v1.finalized, which is also what is taken when it is missing.</summary>
    public string? Type { get; init; }
    public string? Id { get; init; }
    public ObjectCreatedData? Data { get; init; }
    public string? Bucket { get; init; }
    public string? Name { get; init; }
    public string? Generation { get; init; }
}

/// <summary>The object: its bucket, its name, and the number of its generation as text.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ObjectCreatedData(string? Bucket = null, string? Name = null, string? Generation = null);

/// <summary>A message as Pub/Sub pushes it (https://cloud.google.com/pubsub/docs/push#receive_push).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PushedMessage
{
    [JsonPropertyName("messageId")]
    public string? MessageId { get; init; }
    public PushedAttributes? Attributes { get; init; }
}

/// <summary>What Cloud Storage says of an object in a message's attributes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PushedAttributes
{
    [JsonPropertyName("eventType")]
    public string? EventType { get; init; }

    [JsonPropertyName("bucketId")]
    public string? BucketId { get; init; }

    [JsonPropertyName("objectId")]
    public string? ObjectId { get; init; }

    [JsonPropertyName("objectGeneration")]
    public string? ObjectGeneration { get; init; }
}
