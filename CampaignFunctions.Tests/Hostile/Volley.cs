using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Sends requests, several at a time, and holds every answer against the document.</summary>
internal sealed class Volley(DescribedApi described, Uri address) : IDisposable
{
    private const int InFlight = 8;

    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> undocumented = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> statuses = new();
    private readonly ConcurrentDictionary<string, bool> payloads = new(StringComparer.Ordinal);
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = InFlight,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        BaseAddress = address,
    };

    public int Requests => statuses.Values.Sum();

    /// <summary>Different ones among those sent in hostility.</summary>
    public int Payloads => payloads.Count;

    /// <summary>Answers of 500 and above.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Answers of a status, or a shape, that the operation does not declare.</summary>
    public IReadOnlyCollection<string> Undocumented => undocumented;

    /// <summary>How often each status came.</summary>
    public string Statuses => string.Join(", ", statuses.OrderBy(count => count.Key).Select(count => $"{(int)count.Key}: {count.Value:N0}"));

    public Task SendAsync(IReadOnlyList<(Attack Attack, string? Payload)> attacks) =>
        Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (attack, _) =>
        {
            if (attack.Payload is { } payload)
                payloads.TryAdd(payload, value: true);
            await SendAsync(attack.Attack);
        });

    public void Dispose() => http.Dispose();

    private async Task SendAsync(Attack attack)
    {
        using var request = attack.ToRequest(token: null);
        using var response = await http.SendAsync(request);
        var answer = await ApiAnswer.ReadAsync(response);
        statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);

        if (answer.Status >= HttpStatusCode.InternalServerError)
            errors.Enqueue($"{attack} was answered {answer.Story}");
        else if (!IsRefusedBeforehand(attack, answer))
            described.Check(attack.Operation, answer).ToList().ForEach(finding => undocumented.Enqueue($"{attack}: {(int)answer.Status} {finding}"));
    }

    // What is no HTTP the server refuses in a word; and what is no address of this operation is none of it, or another's.
    private static bool IsRefusedBeforehand(Attack attack, ApiAnswer answer) =>
        (answer.Status == HttpStatusCode.BadRequest && answer.Text.Length == 0)
        || (attack.Slot.StartsWith("path ", StringComparison.Ordinal) && answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest);
}
