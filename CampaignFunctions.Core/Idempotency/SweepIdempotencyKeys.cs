using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Core.Idempotency;

/// <summary>Deletes the answers that are given no more. Tenant by tenant, each through its own door.</summary>
public sealed class SweepIdempotencyKeys(EachTenant eachTenant, TimeProvider time)
{
    private const string User = "idempotency-sweep";

    public Task RunAsync(CancellationToken cancellation)
    {
        var oldest = time.GetUtcNow() - IdempotencyKey.Lifetime;
        return eachTenant.WithIdempotencyKeysAsync(
            User,
            (services, _) => services.GetRequiredService<CampaignDb>().IdempotencyKeys.Where(row => row.CreatedAt <= oldest).ExecuteDeleteAsync(cancellation),
            cancellation);
    }
}
