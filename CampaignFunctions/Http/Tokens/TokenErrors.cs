using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Why nobody is known to be calling. What was in a token is never repeated, neither here nor in the logs.</summary>
internal static class TokenErrors
{
    public const string Invalid = "invalid_token";

    public static OperationError Missing() =>
        new(ErrorKind.Unauthenticated, "unauthenticated", "This needs a bearer token: Authorization: Bearer <token>.");

    /// <summary>401: the token is no proof of anything here.</summary>
    /// <param name="reason">Ends the sentence "The bearer token was refused: it …".</param>
    public static OperationError Refused(string reason) =>
        new(ErrorKind.Unauthenticated, Invalid, $"The bearer token was refused: it {reason}.");

    public static OperationError KeysUnavailable() =>
        new(ErrorKind.Unavailable, "signing_keys_unavailable", "The issuer's keys cannot be got now, and the token's is not among those known. Try again.");
}
