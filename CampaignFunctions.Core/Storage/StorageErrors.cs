using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Storage;

public static class StorageErrors
{
    internal static OperationError OverQuota(TenantStorage storage, long bytes) =>
        new(ErrorKind.QuotaExceeded, "storage_quota_exceeded", $"The tenant stores {storage.UsedBytes} of {storage.LimitBytes} bytes{OnTheirWay(storage)}; {bytes} more do not fit. Delete files for good (?hard=true) or ask for a larger quota.")
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["used_bytes"] = storage.UsedBytes, ["reserved_bytes"] = storage.ReservedBytes, ["limit_bytes"] = storage.LimitBytes },
        };

    private static string OnTheirWay(TenantStorage storage) => storage.ReservedBytes == 0 ? string.Empty : $", and {storage.ReservedBytes} are on their way";
}
