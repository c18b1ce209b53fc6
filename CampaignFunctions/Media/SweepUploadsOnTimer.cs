using CampaignFunctions.Core.Media;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Media;

/// <summary>Every five minutes: whatever crashes and lost events left behind.</summary>
public sealed class SweepUploadsOnTimer(SweepUploads sweepUploads)
{
    [Function(nameof(SweepUploadsOnTimer))]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        sweepUploads.RunAsync(cancellation);
}
