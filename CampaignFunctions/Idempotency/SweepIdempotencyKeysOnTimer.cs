using CampaignFunctions.Core.Idempotency;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Idempotency;

/// <summary>Every hour: answers kept for longer than they are given again.</summary>
public sealed class SweepIdempotencyKeysOnTimer(SweepIdempotencyKeys sweepIdempotencyKeys)
{
    [Function(nameof(SweepIdempotencyKeysOnTimer))]
    public Task RunAsync([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        sweepIdempotencyKeys.RunAsync(cancellation);
}
