using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Syncs every tenant that has ad accounts. A tenant that fails doesn't stop the others; what broke for reasons other than
/// the data is thrown when all have had their turn, so that the host knows.
/// </summary>
public sealed partial class SyncEveryTenant(EachTenant eachTenant, ILogger<SyncEveryTenant> logger)
{
    private const string User = "performance-sync";

    public Task RunAsync(CancellationToken cancellation) =>
        eachTenant.WithAdAccountsAsync(User, (services, tenant) => SyncAsync(services.GetRequiredService<MeasureSync>(), tenant, cancellation), cancellation);

    private async Task SyncAsync(MeasureSync measureSync, string tenant, CancellationToken cancellation)
    {
        var result = await measureSync.RunAsync(cancellation);
        if (result.Failed(out var error, out var run))
            LogRefused(tenant, error.Code); // not the detail, which quotes the warehouse; it stands in the sync run
        else
            LogSynced(tenant, run.RowsRead, run.RowsChanged, run.SpacesUpdated, run.AssetsUpdated);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Tenant} synced: {RowsRead} rows read, {RowsChanged} changed, {SpacesUpdated} spaces and {AssetsUpdated} assets updated")]
    private partial void LogSynced(string tenant, long rowsRead, long rowsChanged, long spacesUpdated, long assetsUpdated);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Tenant} not synced: {Code}")]
    private partial void LogRefused(string tenant, string code);
}
