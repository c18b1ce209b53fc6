using System.Collections.Concurrent;

namespace CampaignFunctions.Core.Media.Child;

/// <summary>A few children kept for the next image. A child that died, ran out of time or has served long is replaced. Callers bound how many
/// they use at once.</summary>
internal sealed class ImageChildren(MediaOptions options) : IAsyncDisposable
{
    /// <summary>In timeouts: what a child may use of a processor in its whole life.</summary>
    public const int LongestLife = 10;

    private const int MostServed = 500;

    private readonly ConcurrentBag<ImageChild> idle = [];

    /// <summary>Gives null when the image kills its child.</summary>
    /// <exception cref="TimeoutException">The time is up; the child is ended.</exception>
    public async Task<ImageAnswer?> AskAsync(ImageRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            var child = idle.TryTake(out var kept) ? kept : await ImageChild.StartAsync(options, cancellation);
            var wasNew = child.Served == 0;

            // A child that has served may have ended for what came before; only a new one's end is this image's doing.
            if (await AskAsync(child, request, cancellation) is { } answer)
                return answer;

            if (wasNew)
                return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var child))
            await child.DisposeAsync();
    }

    private async Task<ImageAnswer?> AskAsync(ImageChild child, ImageRequest request, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.Timeout);
        ImageAnswer? answer = null;
        try
        {
            return answer = await child.AskAsync(request, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            if (answer is null || child.Served >= MostServed)
                await child.DisposeAsync();
            else
                idle.Add(child);
        }
    }
}
