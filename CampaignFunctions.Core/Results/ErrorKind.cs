namespace CampaignFunctions.Core.Results;

/// <summary>What sort of failure an operation met; one file maps each kind to an HTTP status.</summary>
public enum ErrorKind
{
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    PreconditionFailed,
    TooLarge,
    HeadersTooLarge,
    UnsupportedContent,
    RateLimited,
    QuotaExceeded,
    Unavailable,

    /// <summary>A bug or broken infrastructure; only the middleware that catches exceptions says so.</summary>
    Internal,
}
