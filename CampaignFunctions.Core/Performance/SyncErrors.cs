using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Performance;

public static class SyncErrors
{
    public static OperationError NoAccounts() => new(ErrorKind.NotFound, "no_ad_accounts", "The tenant has no ad accounts to sync.");

    public static OperationError AlreadyRunning() => new(ErrorKind.Conflict, "sync_already_running", "A sync of this tenant is under way; this one did nothing.");

    public static OperationError Fault(string fault) => new(ErrorKind.Invalid, "warehouse_fault", fault);
}
