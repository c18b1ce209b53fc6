namespace CampaignFunctions.Core.Media;

/// <summary>
/// When this process last swept the whole store. It is kept nowhere else: nothing but cost depends on it, and a process that has
/// just begun sweeps whole, since whatever ended the one before may have left anything behind.
/// </summary>
public sealed class DailySweep
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(24);
    private long began = DateTimeOffset.MinValue.UtcTicks;

    public bool IsDue(DateTimeOffset now) => now.UtcTicks - Volatile.Read(ref began) >= Interval.Ticks;

    /// <summary>Called when one has come to its end: one that breaks off is begun again.</summary>
    public void Done(DateTimeOffset start) => Volatile.Write(ref began, start.UtcTicks);
}
