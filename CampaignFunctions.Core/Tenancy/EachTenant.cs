using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>
/// Work that concerns all tenants, done tenant by tenant: each in a scope of its own, through the same door as a request. The
/// one place that looks across tenants, and it sees no more of them than their ids.
/// </summary>
public sealed partial class EachTenant(IServiceScopeFactory scopes, IDbContextFactory<CampaignDb> contexts, ILogger<EachTenant> logger)
{
    /// <summary>Those that store files.</summary>
    public Task WithFilesAsync(string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation) =>
        RunAsync($"""select tenant_id as "Value" from tenants_with_files() as tenant_id""", user, work, cancellation);

    /// <summary>Those of which a file came, was announced or went since.</summary>
    public Task WithFilesWrittenSinceAsync(DateTimeOffset since, string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation) =>
        RunAsync($"""select tenant_id as "Value" from tenants_with_files({since}) as tenant_id""", user, work, cancellation);

    /// <summary>Those with ad accounts. Who waited longest comes first, so that a host which ends a run early doesn't end it before the same ones every time.</summary>
    public Task WithAdAccountsAsync(string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation) =>
        RunAsync($"""select tenant_id as "Value" from tenants_with_ad_accounts() as tenant_id""", user, work, cancellation);

    /// <summary>Those of whom answers are kept.</summary>
    public Task WithIdempotencyKeysAsync(string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation) =>
        RunAsync($"""select tenant_id as "Value" from tenants_with_idempotency_keys() as tenant_id""", user, work, cancellation);

    /// <summary>Those whose object events came to nothing, and <see cref="TenantId.Nobody"/>.</summary>
    public Task WithObjectEventsAsync(string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation) =>
        RunAsync($"""select tenant_id as "Value" from tenants_with_object_events() as tenant_id""", user, work, cancellation);

    /// <summary>Every tenant has its turn; then the failures, if any, are thrown together so that the host knows.</summary>
    private async Task RunAsync(FormattableString tenantIds, string user, Func<IServiceProvider, string, Task> work, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var tenantId in await ReadAsync(tenantIds, cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenantId, user);
            try
            {
                await work(scope.ServiceProvider, tenantId);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                LogFailed(exception, user, tenantId);
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"{user} broke off for {failures.Count} tenants; each is logged, the others had their turn.", failures);
    }

    private async Task<List<string>> ReadAsync(FormattableString tenantIds, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Database.SqlQuery<string>(tenantIds).ToListAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{User} broke off for tenant {TenantId}")]
    private partial void LogFailed(Exception exception, string user, string tenantId);
}
