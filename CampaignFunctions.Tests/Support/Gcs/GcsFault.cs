namespace CampaignFunctions.Tests.Support.Gcs;

/// <summary>What somebody asks a <see cref="GcsServer"/>.</summary>
internal enum GcsCall
{
    Begin,
    Chunk,
    Progress,
    Get,
    Media,
    Delete,
    List,
    Upload,
    SignedGet,
    SignedPut,
    SignBlob,
    Token,
}

/// <summary>How a <see cref="GcsServer"/> can fail.</summary>
internal enum GcsFault
{
    None,

    /// <summary>401, 403, 404 of the bucket, 429, 503, and 502 with a page instead of JSON.</summary>
    Unauthorized,
    Forbidden,
    NoBucket,
    TooMany,
    Unavailable,
    BadGateway,

    /// <summary>The connection is reset before anything is done, or when it is done and only the answer is missing.</summary>
    Reset,
    LostAnswer,

    /// <summary>The connection is reset amid the body: the object's on its way out, the chunk's on its way in.</summary>
    ResetMidBody,

    /// <summary>The answer ends early, as if that were all.</summary>
    Truncated,

    /// <summary>A byte is another than it was.</summary>
    CorruptByte,

    /// <summary>Nothing comes, at once or amid the body, until the caller leaves.</summary>
    Stall,
    StallMidBody,

    /// <summary>1 KB a second.</summary>
    Slow,

    /// <summary>Of a chunk only the beginning is kept.</summary>
    Partial,

    /// <summary>Of a chunk nothing is kept.</summary>
    Nothing,

    /// <summary>The upload is forgotten.</summary>
    SessionGone,
}
