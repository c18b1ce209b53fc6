namespace CampaignFunctions.Core.ObjectStore;

/// <summary>
/// Where files lie: a bucket in the cloud, a folder on a developer's machine. Objects are written once and never changed.
/// A store that is down throws <see cref="ObjectStoreException"/>s, which say what is wrong.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores what the stream gives, as it comes; visible only when whole. Fails if the object exists.</summary>
    Task CreateAsync(string name, string contentType, Stream content, CancellationToken cancellation);

    /// <summary>The object's bytes; null when there is no such object.</summary>
    Task<StoredObject?> OpenAsync(string name, CancellationToken cancellation);

    /// <summary>What is known of the object without reading it; null when there is no such object.</summary>
    Task<ObjectFacts?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Removes the object; it may be gone already.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>A short-lived address the bytes can be got from directly, or null where only <see cref="OpenAsync"/> can.</summary>
    Task<Uri?> SignedUrlAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation);

    /// <summary>
    /// Leave to create this one object, of exactly this size and type, by one request of whoever holds it; null where the store
    /// cannot give it.
    /// </summary>
    Task<SignedUpload?> SignUploadAsync(string name, string contentType, long sizeBytes, TimeSpan lifetime, CancellationToken cancellation);

    /// <summary>The objects under a prefix, in any order; if a name is given to begin from, without those that are named before it, character by character.</summary>
    IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, string? from, CancellationToken cancellation);

    /// <summary>Asks once whether the store is there and lets us in; throws what is wrong.</summary>
    Task CheckAsync(CancellationToken cancellation);
}

/// <summary>An open object. The stream can seek.</summary>
public sealed record StoredObject(Stream Content, long SizeBytes, DateTimeOffset CreatedAt) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>An object as a listing shows it.</summary>
public sealed record ObjectEntry(string Name, long SizeBytes, DateTimeOffset CreatedAt);

/// <summary>An object as its store describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeBytes">The bytes that are stored.</param>
/// <param name="ContentType">As whoever created it claimed; null where the store keeps none.</param>
/// <param name="ContentEncoding">Such as <c>gzip</c>, if its creator said the bytes are compressed: then they are not the file's.</param>
/// <param name="CreatedAt">When it was whole.</param>
public sealed record ObjectFacts(string Name, long SizeBytes, string? ContentType, string? ContentEncoding, DateTimeOffset CreatedAt);

/// <summary>A request that creates an object: whoever sends it needs nothing else, so it is told to nobody but the one it is for.</summary>
/// <param name="Url">Where to; never logged.</param>
/// <param name="Method">Such as <c>PUT</c>.</param>
/// <param name="Headers">To be sent word for word.</param>
/// <param name="ExpiresAt">When it has to be there.</param>
public sealed record SignedUpload(Uri Url, string Method, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);
