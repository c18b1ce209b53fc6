using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.SystemState;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// Tries again what may be done twice: what only reads, what has a precondition, and what asks the bucket first how far it came.
/// Pauses double, and are of random length so that those who failed together don't come back together.
/// </summary>
internal sealed partial class BucketRetries(IOptions<ObjectStoreOptions> options, TimeProvider time, ILogger<BucketRetries> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Gives the last attempt's result, or its <see cref="ObjectStoreException"/>.</summary>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await OnceAsync(attempt, cancellation);
            }
            catch (ObjectStoreException exception) when (PauseAfter(exception, tried) is { } pause)
            {
                Telemetry.ObjectStoreRetried(what, WireName.Of(exception.Fault));
                LogRetry(what, tried, exception.Fault, pause.TotalMilliseconds);
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    /// <summary>Tries once; what fails says what it means.</summary>
    public static async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        try
        {
            return await attempt(cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is not ObjectStoreException && BucketFaults.Of(exception) is not null)
        {
            throw BucketFaults.Of(exception)!;
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested && exception is not OperationCanceledException)
        {
            // However a connection that is closed on purpose breaks.
            throw new OperationCanceledException("The caller gave up.", exception, cancellation);
        }
    }

    /// <summary>Null when it is of no use to try again.</summary>
    private TimeSpan? PauseAfter(ObjectStoreException exception, int tried) =>
        !exception.IsPassing || tried >= options.Value.MaxAttempts || exception.RetryAfter > LongestPause
            ? null
            : exception.RetryAfter ?? PauseAfter(tried);

    // Half of the pause is certain, the other half is chance.
    private TimeSpan PauseAfter(int tried)
    {
        var longest = Math.Min(options.Value.RetryDelay.TotalMilliseconds * Math.Pow(2, tried - 1), LongestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bucket did not {What} at attempt {Attempt} ({Fault}); again in {PauseMs:0} ms")]
    private partial void LogRetry(string what, int attempt, ObjectStoreFault fault, double pauseMs);
}
