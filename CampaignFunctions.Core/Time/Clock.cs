namespace CampaignFunctions.Core.Time;

/// <summary>The clock, at the precision the database keeps, so that what is answered is what is stored.</summary>
public static class Clock
{
    public static DateTimeOffset UtcInstant(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static DateOnly UtcDay(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
