namespace CampaignFunctions.Core.ObjectStore;

/// <summary>What is wrong with a store, as far as it matters to whoever has to set it right.</summary>
public enum ObjectStoreFault
{
    /// <summary>There are no credentials, or they are refused (401).</summary>
    Unauthenticated,

    /// <summary>The credentials may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such bucket (404).</summary>
    NoBucket,

    /// <summary>There is an object of this name already (412).</summary>
    Exists,

    /// <summary>Too many requests (429).</summary>
    Throttled,

    /// <summary>It answers 5xx, too late, or not at all; the folder that it was is gone.</summary>
    Unavailable,

    /// <summary>The bytes that arrived are not those that were sent.</summary>
    Corrupt,

    /// <summary>It refuses the request as it stands (other 4xx): a mistake of ours, or of the settings.</summary>
    Refused,
}

/// <summary>A store did not do what it was asked to. The message is for the log, not for callers.</summary>
public sealed class ObjectStoreException(ObjectStoreFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public ObjectStoreFault Fault { get; } = fault;

    /// <summary>How long it asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsPassing { get; init; } = fault is ObjectStoreFault.Throttled or ObjectStoreFault.Unavailable;
}
