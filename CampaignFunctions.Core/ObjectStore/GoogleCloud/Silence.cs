namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Cancels what waits in silence; <see cref="Break"/> begins the wait anew.</summary>
internal sealed class Silence : IDisposable
{
    private readonly CancellationTokenSource cancelled;
    private readonly CancellationToken caller;
    private readonly ITimer timer;
    private readonly TimeSpan patience;

    public Silence(TimeSpan patience, TimeProvider time, CancellationToken caller)
    {
        this.patience = patience;
        this.caller = caller;
        cancelled = CancellationTokenSource.CreateLinkedTokenSource(caller);
        timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), cancelled, patience, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => cancelled.Token;

    /// <summary>Whether it was this, and not the caller, that ended the wait.</summary>
    public bool IsTooLong => cancelled.IsCancellationRequested && !caller.IsCancellationRequested;

    public void Break() => timer.Change(patience, Timeout.InfiniteTimeSpan);

    public TimeoutException Broken() => new($"Not a byte came or went for {patience.TotalSeconds:0.###} s.");

    public void Dispose()
    {
        timer.Dispose();
        cancelled.Dispose();
    }
}
