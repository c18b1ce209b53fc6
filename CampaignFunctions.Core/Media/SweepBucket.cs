using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Deletes the orphans among all objects there are, also of tenants that no row knows. Tenant by tenant, each through its own door.</summary>
public sealed partial class SweepBucket(IServiceScopeFactory scopes, IObjectStore store, IOptions<UploadOptions> options, TimeProvider time, ILogger<SweepBucket> logger)
{
    public async Task RunAsync(string user, CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - options.Value.OrphanAge;
        var batches = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var seen = 0L;

        await foreach (var entry in store.ListAsync(ObjectName.Root, from: null, cancellation))
        {
            seen++;
            if (entry.CreatedAt >= before || ObjectName.TryParse(entry.Name) is not { } name)
                continue;

            if (!batches.TryGetValue(name.TenantId, out var batch))
                batches.Add(name.TenantId, batch = []);

            batch.Add(entry.Name);
            if (batch.Count < DeleteOrphans.BatchSize)
                continue;

            await DeleteOrphansAsync(name.TenantId, user, batch, cancellation);
            batch.Clear();
        }

        foreach (var (tenantId, batch) in batches)
            await DeleteOrphansAsync(tenantId, user, batch, cancellation);
        LogSwept(seen);
    }

    private async Task DeleteOrphansAsync(string tenantId, string user, List<string> objects, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenantId, user);
        await scope.ServiceProvider.GetRequiredService<DeleteOrphans>().RunAsync(objects, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The whole store was swept: {Objects} objects")]
    private partial void LogSwept(long objects);
}
