using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Storage;

/// <summary>
/// One file's hold on the tenant's quota while it comes in. It grows with what is known of the file's size and is never larger,
/// so that files which fit together are never refused for each other's sake; released unless it is kept.
/// </summary>
internal sealed class QuotaClaim(StorageReservations reservations, Guid id) : IAsyncDisposable
{
    /// <summary>So many bytes may come in beyond what is reserved.</summary>
    public const long StepBytes = 4 * 1024 * 1024;

    /// <summary>Longer than any host lets a call without news take.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private long reserved;

    /// <summary>Reserves so many bytes, unless there are as many already.</summary>
    public async Task<Result<Nothing>> RaiseToAsync(long bytes, CancellationToken cancellation)
    {
        if (bytes <= reserved)
            return new Nothing();

        var raised = await reservations.ReserveAsync(id, bytes, Lifetime, cancellation);
        if (!raised.Failed(out _, out _))
            reserved = bytes;
        return raised;
    }

    /// <summary>Called as bytes come in.</summary>
    public ValueTask<Result<Nothing>> CoverAsync(long received, CancellationToken cancellation) =>
        received <= reserved + StepBytes ? new(new Nothing()) : new(RaiseToAsync(received, cancellation));

    /// <summary>Leaves the reservation, if there is one, to whoever places or drops the file.</summary>
    public Guid? Keep()
    {
        var kept = reserved > 0 ? id : (Guid?)null;
        reserved = 0;
        return kept;
    }

    public async ValueTask ReleaseAsync()
    {
        if (Keep() is { } released)
            await reservations.ReleaseAsync(released);
    }

    public ValueTask DisposeAsync() => ReleaseAsync();
}
