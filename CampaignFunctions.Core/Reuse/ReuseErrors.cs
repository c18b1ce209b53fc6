using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Reuse;

public static class ReuseErrors
{
    /// <summary>The same for an event of another asset or tenant, one already undone and one that never was.</summary>
    public static OperationError NotFound() => new(ErrorKind.NotFound, "reuse_not_found", "This asset has no reuse of this id.");
}
