using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Syncs every tenant that has ad accounts, one after another, each in a scope of its own. A tenant that fails doesn't stop the
/// others; what broke for reasons other than the data is thrown when all have had their turn, so that the host knows.
/// </summary>
public sealed partial class SyncEveryTenant(CampaignDb db, IServiceScopeFactory scopes, ILogger<SyncEveryTenant> logger)
{
    private const string User = "performance-sync";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var tenant in await TenantsAsync(cancellation))
        {
            try
            {
                await SyncAsync(tenant, cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                LogBroken(exception, tenant);
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"The sync of {failures.Count} tenants broke off; each is logged.", failures);
    }

    private async Task SyncAsync(string tenant, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant, User);

        var result = await scope.ServiceProvider.GetRequiredService<SyncPerformance>().RunAsync(cancellation);
        if (result.Failed(out var error, out var run))
            LogRefused(tenant, error.Code, error.Detail);
        else
            LogSynced(tenant, run.RowsRead, run.RowsChanged, run.SpacesUpdated, run.AssetsUpdated);
    }

    /// <summary>
    /// The one place that looks across tenants, and it sees no more of them than their ids. Who waited longest comes first, so that
    /// a host which ends a run early doesn't end it before the same tenants every time.
    /// </summary>
    private Task<List<string>> TenantsAsync(CancellationToken cancellation) =>
        db.Database
            .SqlQuery<string>(
                $"""
                select account.tenant_id as "Value"
                from (select distinct tenant_id from ad_accounts) as account
                order by (select max(run.started_at) from sync_runs as run where run.tenant_id = account.tenant_id) nulls first, account.tenant_id
                """)
            .ToListAsync(cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Tenant} synced: {RowsRead} rows read, {RowsChanged} changed, {SpacesUpdated} spaces and {AssetsUpdated} assets updated")]
    private partial void LogSynced(string tenant, long rowsRead, long rowsChanged, long spacesUpdated, long assetsUpdated);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Tenant} not synced, {Code}: {Detail}")]
    private partial void LogRefused(string tenant, string code, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Tenant}: the sync broke off")]
    private partial void LogBroken(Exception exception, string tenant);
}
