using CampaignFunctions.Core.Performance;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

/// <summary>Starts the performance sync by the clock. On Azure the host reads the schedule, from the app setting Sync__Schedule.</summary>
public sealed class SyncPerformanceOnTimer(SyncEveryTenant syncEveryTenant)
{
    [Function(nameof(SyncPerformanceOnTimer))]
    public Task RunAsync([TimerTrigger("%Sync:Schedule%")] TimerInfo timer, CancellationToken cancellation) =>
        syncEveryTenant.RunAsync(cancellation);
}
