using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Performance;

public static class AdAccountErrors
{
    /// <summary>The same for an account of another tenant's and one that was never put.</summary>
    public static OperationError NotFound() => new(ErrorKind.NotFound, "ad_account_not_found", "Ad account not found.");

    public static OperationError Taken() =>
        new(ErrorKind.Conflict, "account_taken", "This ad account cannot be added here: an account belongs to one tenant. If it should be yours, ask the operator.");
}
