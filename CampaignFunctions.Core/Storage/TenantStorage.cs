using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Storage;

/// <summary>What a tenant stores and may store, in bytes. Files that assets share count once.</summary>
internal sealed record TenantStorage(long UsedBytes, long ReservedBytes, long LimitBytes, long FileCount)
{
    /// <summary>A tenant that has stored nothing yet has no row.</summary>
    public static async Task<TenantStorage> ReadAsync(CampaignDb db, TenantOptions options, CancellationToken cancellation)
    {
        var tenant = await db.Tenants.AsNoTracking().FirstOrDefaultAsync(cancellation);

        return new TenantStorage(
            tenant?.StorageUsedBytes ?? 0, tenant?.StorageReservedBytes ?? 0, tenant?.StorageLimitBytes ?? options.DefaultStorageLimitBytes, tenant?.FileCount ?? 0);
    }

    /// <summary>Once all that is on its way has come, and so many bytes more; a sum beyond 64 bits is as good as the largest.</summary>
    public TenantStorage With(long additionalBytes)
    {
        var spokenFor = UsedBytes + ReservedBytes;
        return this with { UsedBytes = additionalBytes > long.MaxValue - spokenFor ? long.MaxValue : spokenFor + additionalBytes, ReservedBytes = 0 };
    }

    /// <summary>0 to 100 and beyond; a limit of 0 is always reached.</summary>
    public decimal UsagePercent => LimitBytes == 0 ? 100 : UsedBytes * 100m / LimitBytes;

    public StorageLevel Level => UsagePercent switch
    {
        >= 100 => StorageLevel.Exceeded,
        >= 90 => StorageLevel.Critical,
        >= 75 => StorageLevel.Warning,
        _ => StorageLevel.Normal,
    };
}
