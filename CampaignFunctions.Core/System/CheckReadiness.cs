using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.SystemState;

public enum ReadinessStatus
{
    Ready,
    Unready,
}

public sealed record Readiness(ReadinessStatus Status, IReadOnlyDictionary<string, DependencyState> Dependencies);

/// <summary>
/// Whether everything that calls depend on is there: all of it is asked at once, none for longer than two seconds. Anybody may ask,
/// so who asks while an answer is on its way gets that one.
/// </summary>
public sealed partial class CheckReadiness(IEnumerable<IDependencyCheck> checks, TimeProvider time, ILogger<CheckReadiness> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task<Readiness>? underWay;

    public Task<Readiness> RunAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (underWay is not { IsCompleted: false })
                underWay = Task.Run(AskAllAsync, CancellationToken.None);
            return underWay.WaitAsync(cancellation);
        }
    }

    private async Task<Readiness> AskAllAsync()
    {
        var states = await Task.WhenAll(checks.Where(check => check.IsUsed).Select(async check => KeyValuePair.Create(check.Name, await StateOfAsync(check))));
        var isReady = states.All(state => state.Value.Status == DependencyStatus.Up);

        return new Readiness(isReady ? ReadinessStatus.Ready : ReadinessStatus.Unready, new Dictionary<string, DependencyState>(states, StringComparer.Ordinal));
    }

    private async Task<DependencyState> StateOfAsync(IDependencyCheck check)
    {
        var started = time.GetTimestamp();
        var state = await AskAsync(check);
        return state with { LatencyMs = Math.Round((decimal)time.GetElapsedTime(started).TotalMilliseconds, 1) };
    }

    private async Task<DependencyState> AskAsync(IDependencyCheck check)
    {
        using var patience = new CancellationTokenSource();
        try
        {
            var answer = check.CheckAsync(patience.Token);
            // A check that doesn't heed its token must not hold up the answer.
            return await answer.WaitAsync(Patience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return DependencyState.Down("did not answer in time");
        }
        catch (Exception exception)
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
