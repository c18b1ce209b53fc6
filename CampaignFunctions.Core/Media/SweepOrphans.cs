using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Deletes objects that no row refers to: once a day, and when a process begins, of the whole store; in between those of late,
/// of tenants that stored something of late.
/// </summary>
public sealed class SweepOrphans(
    IServiceScopeFactory scopes, EachTenant eachTenant, DailySweep dailySweep, IOptions<UploadOptions> options, TimeProvider time)
{
    /// <summary>For clocks that differ, transfers that are slow, and sweeps that fail. What takes longer waits for the whole sweep.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(2);

    public async Task RunAsync(string user, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!dailySweep.IsDue(now))
        {
            // An object may come as late after its id as a direct upload does, and is no orphan before it is old enough.
            await SweepRecentAsync(user, now - options.Value.OrphanAge - options.Value.DirectLifetime - Slack, cancellation);
            return;
        }

        await using (var scope = scopes.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SweepBucket>().RunAsync(user, cancellation);
        dailySweep.Done(now);
    }

    private Task SweepRecentAsync(string user, DateTimeOffset since, CancellationToken cancellation)
    {
        var isAway = false;
        return eachTenant.WithFilesWrittenSinceAsync(since, user, SweepTenantAsync, cancellation);

        async Task SweepTenantAsync(IServiceProvider services, string tenantId)
        {
            // A bucket that is away is so for everybody, and to find out takes its time.
            if (isAway)
                return;

            try
            {
                await services.GetRequiredService<SweepRecentObjects>().RunAsync(since, cancellation);
            }
            catch (ObjectStoreException)
            {
                isAway = true;
                throw;
            }
        }
    }
}
