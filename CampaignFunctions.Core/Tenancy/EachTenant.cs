using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>
/// Work that concerns all tenants, done tenant by tenant: each in a scope of its own, through the same door as a request.
/// The one place that enumerates tenants.
/// </summary>
public sealed partial class EachTenant(IServiceScopeFactory scopes, IDbContextFactory<CampaignDb> contexts, ILogger<EachTenant> logger)
{
    /// <summary>Every tenant has its turn; then the failures, if any, are thrown together so that the host knows.</summary>
    public async Task RunAsync(Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var tenantId in await TenantIdsAsync(cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenantId, "system");
            try
            {
                await work(scope.ServiceProvider, cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                LogFailed(exception, tenantId);
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException("The work failed for some tenants; the others had their turn.", failures);
    }

    private async Task<List<string>> TenantIdsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Database
            .SqlQuery<string>($"""select tenant_id as "Value" from tenants union select tenant_id from ad_accounts order by 1""")
            .ToListAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tenant {TenantId} failed")]
    private partial void LogFailed(Exception exception, string tenantId);
}
