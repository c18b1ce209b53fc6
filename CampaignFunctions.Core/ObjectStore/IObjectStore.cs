namespace CampaignFunctions.Core.ObjectStore;

/// <summary>Where files lie: a bucket in the cloud, a folder on a developer's machine. Objects are written once and never changed.</summary>
public interface IObjectStore
{
    /// <summary>Stores what the stream gives, as it comes; visible only when whole. Fails if the object exists.</summary>
    Task CreateAsync(string name, string contentType, Stream content, CancellationToken cancellation);

    /// <summary>The object's bytes; null when there is no such object.</summary>
    Task<StoredObject?> OpenAsync(string name, CancellationToken cancellation);

    /// <summary>Removes the object; it may be gone already.</summary>
    Task DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>A short-lived address the bytes can be got from directly, or null where only <see cref="OpenAsync"/> can.</summary>
    Task<Uri?> SignedUrlAsync(string name, string contentType, string? attachmentName, CancellationToken cancellation);

    /// <summary>All objects under a prefix.</summary>
    IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, CancellationToken cancellation);
}

/// <summary>An open object. The stream can seek.</summary>
public sealed record StoredObject(Stream Content, long SizeBytes, DateTimeOffset CreatedAt) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>An object as a listing shows it.</summary>
public sealed record ObjectEntry(string Name, long SizeBytes, DateTimeOffset CreatedAt);
