namespace CampaignFunctions.Demo;

/// <summary>A clock the demo sets, so that what it does is spread over its 90 days.</summary>
internal sealed class DemoClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void GoTo(DateTimeOffset instant) => ahead = instant - base.GetUtcNow();

    public void BackToNow() => ahead = TimeSpan.Zero;
}
