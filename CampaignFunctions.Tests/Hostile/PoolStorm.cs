using System.Collections.Concurrent;
using System.Net;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Sends calls, many at a time, leaves some of them, and looks at every answer.</summary>
internal sealed class PoolStorm(Uri api, DescribedApi described, Canaries canaries) : IDisposable
{
    private const int InFlight = 12;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = api, Timeout = Poll.Patience };
    private readonly OwnRows ownRows = new(canaries);
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ConcurrentQueue<StormCall> unanswered = new();
    private readonly Leaving leaving = new();
    private int succeeded, refused, comeAgain, brokenOff, left, rows, foreign;

    /// <summary>What no caller should be answered.</summary>
    public IReadOnlyCollection<string> Wrong => wrong;

    /// <summary>Calls whose senders don't know what became of them.</summary>
    public IReadOnlyCollection<StormCall> Unanswered => unanswered;

    public int Succeeded => succeeded;

    /// <summary>Problems the call was bound to meet.</summary>
    public int Refused => refused;

    /// <summary>503 with Retry-After.</summary>
    public int ComeAgain => comeAgain;

    /// <summary>Exports that ended with their connection, so that a part is not taken for the whole.</summary>
    public int BrokenOff => brokenOff;

    /// <summary>Calls whose caller was gone before the answer was there.</summary>
    public int Left => left;

    /// <summary>Rows that answers showed.</summary>
    public int Rows => rows;

    /// <summary>What in them was not the caller's.</summary>
    public int Foreign => foreign;

    public Task SendAsync(IReadOnlyList<StormCall> calls) =>
        Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (call, _) => await SendAsync(call));

    public async Task SendAsync(StormCall call)
    {
        var gone = call.Patience is { } patience ? leaving.After(patience) : CancellationToken.None;
        try
        {
            using var request = call.ToRequest();
            using var response = await http.SendAsync(request, gone);
            leaving.Answered();
            Look(call, await ApiAnswer.ReadAsync(response));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            Interlocked.Increment(ref left);
            unanswered.Enqueue(call);
        }
        catch (HttpRequestException exception)
        {
            if (call.Operation.Id.StartsWith("Export", StringComparison.Ordinal))
                Interlocked.Increment(ref brokenOff);
            else
                wrong.Enqueue($"{call} (key {call.Key}): {exception.Message} {exception.InnerException?.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private void Look(StormCall call, ApiAnswer answer)
    {
        var (shown, findings) = ownRows.Of(call, answer);
        Interlocked.Add(ref rows, shown);
        Interlocked.Add(ref foreign, findings.Count);
        foreach (var finding in findings.Concat(described.Check(call.Operation, answer)))
            wrong.Enqueue($"{call} was answered {finding}");

        if (answer.Status == HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref comeAgain);
            unanswered.Enqueue(call);
            if (answer.Headers.RetryAfter is null || answer.Code != "dependency_unavailable")
                wrong.Enqueue($"{call} was answered {answer.Story}");
        }
        else if (answer.Status != call.Expected)
        {
            wrong.Enqueue($"{call} was answered {answer.Story}");
        }
        else if (shown < call.AtLeastRows)
        {
            wrong.Enqueue($"{call} was shown only {shown} rows: {answer.Text}");
        }
        else
        {
            Interlocked.Increment(ref (int)answer.Status < 400 ? ref succeeded : ref refused);
        }
    }

    /// <summary>Callers who leave once others were answered, however fast that is.</summary>
    private sealed class Leaving
    {
        private readonly PriorityQueue<CancellationTokenSource, int> waiting = new();
        private readonly Lock gate = new();
        private int answered;

        public CancellationToken After(int answers)
        {
            var gone = new CancellationTokenSource();
            lock (gate)
                waiting.Enqueue(gone, answered + answers + 1);
            return gone.Token;
        }

        public void Answered()
        {
            lock (gate)
                answered++;
            while (Next() is { } gone)
            {
                gone.Cancel();
                gone.Dispose();
            }
        }

        private CancellationTokenSource? Next()
        {
            lock (gate)
                return waiting.TryPeek(out _, out var due) && due <= answered ? waiting.Dequeue() : null;
        }
    }
}
