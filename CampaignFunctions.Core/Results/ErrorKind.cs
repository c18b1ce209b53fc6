namespace CampaignFunctions.Core.Results;

/// <summary>What sort of failure an operation met; one file maps each kind to an HTTP status.</summary>
public enum ErrorKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,

    /// <summary>The same is being done right now.</summary>
    InProgress,
    PreconditionFailed,
    TooLarge,
    HeadersTooLarge,

    /// <summary>A part was asked for that the whole does not have.</summary>
    OutOfRange,
    UnsupportedContent,

    /// <summary>Well-formed, and still not what may be asked for.</summary>
    Unprocessable,
    RateLimited,
    QuotaExceeded,
    Unavailable,

    /// <summary>A bug, or broken infrastructure that does not come back by itself.</summary>
    Internal,
}
