using System.Threading.Channels;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>One timer function's runs, one after another. Ticks missed meanwhile become one run that is past due.</summary>
internal sealed class TimerLoop(Function function, TimerTrigger trigger, TimerInvocation invocation, TimeProvider time)
{
    private static readonly TimeSpan PastDueAfter = TimeSpan.FromSeconds(1);

    // Room for one: however often a run is asked for while one is running, one more follows.
    private readonly Channel<bool> asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private DateTimeOffset? last;

    public void RunNow() => asked.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stopping)
    {
        if (trigger.RunOnStartup)
            RunNow();

        var due = NextAfter(time.GetUtcNow());
        while (await WaitAsync(due, stopping))
        {
            var now = time.GetUtcNow();
            var isDue = now >= due;
            var isPastDue = isDue && now - due >= PastDueAfter;
            if (isDue)
                due = NextAfter(now);
            if (isDue || asked.Reader.TryRead(out _))
                await InvokeAsync(now, due, isPastDue, stopping);
        }
    }

    private DateTimeOffset NextAfter(DateTimeOffset moment) => trigger.Schedule?.NextAfter(moment) ?? DateTimeOffset.MaxValue;

    /// <summary>True when the timer is due or a run is asked for; false when the host stops.</summary>
    private async Task<bool> WaitAsync(DateTimeOffset due, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var askedFor = asked.Reader.WaitToReadAsync(waiting.Token).AsTask();
        await Task.WhenAny(askedFor, DelayUntilAsync(due, waiting.Token));
        await waiting.CancelAsync();

        return !stopping.IsCancellationRequested;
    }

    private async Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        // A day at a time: longer delays than some weeks do not fit a system timer.
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
            await Task.Delay(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1), time, cancellation);
    }

    private async Task InvokeAsync(DateTimeOffset now, DateTimeOffset next, bool isPastDue, CancellationToken stopping)
    {
        var status = new ScheduleStatus { Last = last?.UtcDateTime ?? default, Next = next.UtcDateTime, LastUpdated = (last ?? now).UtcDateTime };
        last = now;
        // The function may run long before it awaits; starting the host must not wait for it.
        await Task.Run(() => invocation.RunAsync(new TimerInfo { ScheduleStatus = function.Timer!.UseMonitor ? status : null, IsPastDue = isPastDue }, stopping), CancellationToken.None);
    }
}
