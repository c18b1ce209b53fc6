using NCrontab;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>When a timer is due next, in UTC.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions</remarks>
internal sealed class TimerSchedule
{
    private readonly Func<DateTimeOffset, DateTimeOffset> next;

    private TimerSchedule(Func<DateTimeOffset, DateTimeOffset> next) => this.next = next;

    public DateTimeOffset NextAfter(DateTimeOffset moment) => next(moment);

    /// <summary>Six fields begin with seconds, five with minutes; one word is a TimeSpan. Null when it is none of them.</summary>
    public static TimerSchedule? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        if (fields == 1)
            return TimeSpan.TryParse(text, out var interval) && interval > TimeSpan.Zero ? new(moment => moment + interval) : null;

        var crontab = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        return crontab is null ? null : new(moment => new DateTimeOffset(crontab.GetNextOccurrence(moment.UtcDateTime), TimeSpan.Zero));
    }
}
