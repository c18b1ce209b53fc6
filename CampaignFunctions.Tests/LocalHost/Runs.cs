using System.Threading.Channels;
using CampaignFunctions.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Tests.LocalHost;

/// <summary>What sample timers did, and how long they take: until released.</summary>
public sealed class Runs
{
    private readonly Channel<TimerInfo> seen = Channel.CreateUnbounded<TimerInfo>();
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool held;
    private int failing;
    private int started;
    private int atOnce;

    public int Started => Volatile.Read(ref started);

    public int AtOnce => Volatile.Read(ref atOnce);

    public int MostAtOnce { get; private set; }

    public bool SawHttp { get; private set; }

    public void Hold() => held = true;

    public void Release() => released.TrySetResult();

    public void FailNext() => failing = 1;

    public async Task<TimerInfo> NextAsync() => await seen.Reader.ReadAsync().AsTask().WaitAsync(Poll.Patience);

    public async Task RunAsync(TimerInfo timer, FunctionContext context, CancellationToken cancellation)
    {
        Interlocked.Increment(ref started);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref atOnce));
        SawHttp |= context.GetHttpContext() is not null;
        try
        {
            seen.Writer.TryWrite(timer);
            if (held)
                await released.Task.WaitAsync(cancellation);
            if (Interlocked.Exchange(ref failing, 0) == 1)
                throw new InvalidOperationException("The sample fails.");
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }
}
