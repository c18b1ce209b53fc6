namespace CampaignFunctions.Tests.Support;

/// <summary>A clock that a test moves. Timers that fall due while it moves are fired at the moment it arrives.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;
    private TaskCompletionSource? armed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Completes when something waits for this clock: what an earlier Advance set going has come back to waiting.</summary>
    public Task ArmedAsync()
    {
        lock (gate)
        {
            if (timers.Exists(timer => timer.IsPending))
                return Task.CompletedTask;

            armed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return armed.Task.WaitAsync(Poll.Patience);
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += by;
            due = timers.FindAll(timer => timer.IsDue(now));
        }

        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        private DateTimeOffset? due;
        private TimeSpan period;

        public bool IsPending => due is not null;

        public bool IsDue(DateTimeOffset now) => due <= now;

        public void Fire()
        {
            lock (time.gate)
            {
                due = period > TimeSpan.Zero ? time.now + period : null;
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool immediately;
            lock (time.gate)
            {
                this.period = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
                immediately = dueTime == TimeSpan.Zero;
                time.timers.Remove(this);
                time.timers.Add(this);
                if (IsPending)
                {
                    time.armed?.SetResult();
                    time.armed = null;
                }
            }

            if (immediately)
                Fire();
            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
                time.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
