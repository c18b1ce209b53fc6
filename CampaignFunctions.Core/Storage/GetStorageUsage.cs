using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Storage;

public sealed record StorageUsage(long UsedBytes, long LimitBytes, decimal UsagePercent, StorageLevel WarningLevel, long FileCount);

public sealed class GetStorageUsage(CampaignDb db, IOptions<TenantOptions> options)
{
    public async Task<Result<StorageUsage>> RunAsync(CancellationToken cancellation)
    {
        var storage = await TenantStorage.ReadAsync(db, options.Value, cancellation);

        return new StorageUsage(
            storage.UsedBytes,
            storage.LimitBytes,
            decimal.Round(storage.UsagePercent, 2, MidpointRounding.AwayFromZero),
            storage.Level,
            storage.FileCount);
    }
}
