using CampaignFunctions.Core.Results;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Http.Tokens;

/// <summary>
/// The issuer's keys as last got. They are got anew every ten minutes, without anybody waiting; and at once for a token that
/// names a key we don't know, but at most every ten seconds and once for all who wait. When they cannot be got, the known ones stay.
/// </summary>
internal sealed partial class SigningKeys(TrustedIssuer issuer, JwksClient client, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    public static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task refresh = Task.CompletedTask;
    private volatile Known known = new(KeySet.Empty, IsComplete: false, AskedAt: null);

    /// <summary>The key; or 401 when the issuer has no such key, or 503 when it could not be asked.</summary>
    public async ValueTask<Result<SigningKey>> FindAsync(string algorithm, string? keyId, CancellationToken cancellation)
    {
        if (known.Keys.Find(algorithm, keyId) is { } key)
        {
            if (IsDue(known.IsComplete ? AtLeastEvery : AtMostEvery))
                _ = RefreshAsync();
            return key;
        }

        await RefreshAsync().WaitAsync(cancellation);

        var now = known;
        if (now.Keys.Find(algorithm, keyId) is { } found)
            return found;

        return now.IsComplete ? TokenErrors.Refused("is signed by a key its issuer does not publish") : TokenErrors.KeysUnavailable();
    }

    /// <summary>Whether tokens can be checked now. An issuer that never answered is asked.</summary>
    public async Task<bool> AreThereAsync(CancellationToken cancellation)
    {
        if (known.Keys.IsEmpty)
            await RefreshAsync().WaitAsync(cancellation);

        return !known.Keys.IsEmpty;
    }

    public void Dispose() => client.Dispose();

    // One at a time, whoever asks, and for nobody's request in particular: a caller that goes away does not stop it.
    private Task RefreshAsync()
    {
        lock (gate)
        {
            if (refresh.IsCompleted && IsDue(AtMostEvery))
                refresh = Task.Run(FetchAsync, CancellationToken.None);
            return refresh;
        }
    }

    private bool IsDue(TimeSpan age) => known.AskedAt is not { } asked || time.GetElapsedTime(asked) >= age;

    private async Task FetchAsync()
    {
        try
        {
            known = new Known(await client.FetchAsync(), IsComplete: true, time.GetTimestamp());
        }
        catch (Exception exception)
        {
            known = known with { IsComplete = false, AskedAt = time.GetTimestamp() };
            LogUnavailable(exception, issuer.Section);
        }
    }

    /// <summary>What the issuer last said.</summary>
    /// <param name="Keys">The keys; none before the first answer.</param>
    /// <param name="IsComplete">The last time we asked, there was an answer.</param>
    /// <param name="AskedAt">When that was, by the clock's timestamp.</param>
    private sealed record Known(KeySet Keys, bool IsComplete, long? AskedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys at {Section}:JwksUri could not be got; those known stay in use")]
    private partial void LogUnavailable(Exception exception, string section);
}
