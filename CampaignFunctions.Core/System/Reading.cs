using System.Diagnostics.Metrics;

namespace CampaignFunctions.Core.SystemState;

/// <summary>What was measured last, for as long as that says anything; afterwards nothing is reported.</summary>
internal sealed class Reading(TimeSpan goodFor)
{
    private volatile Taken? last;

    public void Take(long value, DateTimeOffset now) => last = new Taken(value, now);

    public IEnumerable<Measurement<long>> At(DateTimeOffset now) =>
        last is { } taken && now - taken.When < goodFor ? [new Measurement<long>(taken.Value)] : [];

    private sealed record Taken(long Value, DateTimeOffset When);
}
