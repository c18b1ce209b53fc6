namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Cancels what waits in silence; <see cref="Break"/> begins the wait anew.</summary>
internal sealed class Silence : IDisposable
{
    private readonly CancellationTokenSource tooLong;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken caller;
    private readonly TimeSpan patience;

    public Silence(TimeSpan patience, TimeProvider time, CancellationToken caller)
    {
        this.patience = patience;
        this.caller = caller;
        tooLong = new CancellationTokenSource(patience, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(caller, tooLong.Token);
    }

    public CancellationToken Token => either.Token;

    /// <summary>Whether it was this, and not the caller, that ended the wait.</summary>
    public bool IsTooLong => tooLong.IsCancellationRequested && !caller.IsCancellationRequested;

    public void Break() => tooLong.CancelAfter(patience);

    public TimeoutException Broken() => new($"Not a byte came or went for {patience.TotalSeconds:0.###} s.");

    // A body may still be on its way out when its answer is there already: Break must go on working, to no effect.
    public void Dispose()
    {
        tooLong.CancelAfter(Timeout.InfiniteTimeSpan);
        either.Dispose();
    }
}
