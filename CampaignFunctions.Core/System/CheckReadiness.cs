using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.SystemState;

public enum ReadinessStatus
{
    Ready,
    Unready,
}

public sealed record Readiness(ReadinessStatus Status, IReadOnlyDictionary<string, DependencyState> Dependencies);

/// <summary>Whether everything that calls depend on is there: all of it is asked at once, none for longer than two seconds.</summary>
public sealed partial class CheckReadiness(IEnumerable<IDependencyCheck> checks, TimeProvider time, ILogger<CheckReadiness> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Readiness> RunAsync(CancellationToken cancellation)
    {
        var states = await Task.WhenAll(checks.Select(async check => KeyValuePair.Create(check.Name, await StateOfAsync(check, cancellation))));
        var isReady = states.All(state => state.Value.Status == DependencyStatus.Up);

        return new Readiness(isReady ? ReadinessStatus.Ready : ReadinessStatus.Unready, new Dictionary<string, DependencyState>(states, StringComparer.Ordinal));
    }

    private async Task<DependencyState> StateOfAsync(IDependencyCheck check, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var state = await AskAsync(check, cancellation);
        return state with { LatencyMs = Math.Round((decimal)time.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private async Task<DependencyState> AskAsync(IDependencyCheck check, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var answer = check.CheckAsync(patience.Token);
            // A check that doesn't heed its token must not hold up the answer.
            return await answer.WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return DependencyState.Down("did not answer in time");
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Messages may name hosts, users and folders: they are for the log alone.
            LogDown(exception, check.Name);
            return DependencyState.Down("does not answer");
        }
        finally
        {
            await patience.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Dependency} does not answer")]
    private partial void LogDown(Exception exception, string dependency);
}
