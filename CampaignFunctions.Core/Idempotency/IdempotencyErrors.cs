using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Idempotency;

public static class IdempotencyErrors
{
    /// <summary>The header cannot be read as one key.</summary>
    public static OperationError Malformed() =>
        OperationError.Invalid(
            "Idempotency-Key", "must be one key of 1 to 255 printable ASCII characters, given once: \"8e03978e-40d5-43e8-bc93-6894a57f9324\". The quotes may be left out where it has no space, quote, backslash, comma or semicolon.");

    public static OperationError InProgress() =>
        new(ErrorKind.InProgress, "idempotency_key_in_use", "A request with this Idempotency-Key is being worked on. Send it again in a moment to get its answer.");

    public static OperationError Reused() =>
        new(ErrorKind.Unprocessable, "idempotency_key_reused", "This Idempotency-Key was sent with another request before: another address, user or body. Nothing was changed; a new request needs a key of its own.");
}
