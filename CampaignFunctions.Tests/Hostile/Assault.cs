using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Sends attacks, many at a time, and looks at every answer.</summary>
internal sealed partial class Assault(Arena arena, Battlefield battle)
{
    private const int InFlight = 12;

    private readonly ConcurrentDictionary<(string Tenant, string Attacker), string> tokens = new();
    private readonly ConcurrentQueue<string> canaries = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> differences = new();
    private readonly ConcurrentDictionary<(string Operation, int Status), int> statuses = new();
    private int requests;

    public int Requests => requests;

    /// <summary>What of the victim's an answer showed.</summary>
    public IReadOnlyCollection<string> Canaries => canaries;

    /// <summary>Answers of 500 and above.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Answers that tell what another tenant has from what nobody has.</summary>
    public IReadOnlyCollection<string> Differences => differences;

    /// <summary>How often each status came.</summary>
    public string Statuses => string.Join(", ", statuses.GroupBy(count => count.Key.Status, count => count.Value).OrderBy(counts => counts.Key).Select(counts => $"{counts.Key}: {counts.Sum():N0}"));

    /// <summary>Whether the operation was answered like this.</summary>
    public bool Saw(string operationId, Func<int, bool> status) => statuses.Keys.Any(seen => seen.Operation == operationId && status(seen.Status));

    public async Task SendAsync(IReadOnlyList<Attack> attacks)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = InFlight })
        {
            BaseAddress = battle.Api.Address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (attack, _) =>
        {
            var answer = await SendAsync(http, attack);
            if (attack.Twin is not { } twin)
                return;

            var other = await SendAsync(http, twin);
            // Of two uploads begun the first may have taken the last of the attacker's own quota.
            // And the walk gives both tenants the same bytes, whose hash finds each its own; ForeignIdTests asks for hashes only one has.
            if ($"{attack}".Contains("query file_hash", StringComparison.Ordinal))
                return;
            if (!answer.IsOverQuota && !other.IsOverQuota && answer.Comparable != other.Comparable)
                differences.Enqueue($"{attack}\n{answer.Comparable}\nbut {twin}\n{other.Comparable}");
        });
    }

    private async Task<Answer> SendAsync(HttpClient http, Attack attack)
    {
        using var request = attack.ToRequest(TokenOf(attack));
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        Interlocked.Increment(ref requests);
        statuses.AddOrUpdate((attack.Operation.Id, (int)response.StatusCode), 1, (_, count) => count + 1);

        if ((int)response.StatusCode >= 500 && response.StatusCode != HttpStatusCode.InsufficientStorage)
            errors.Enqueue($"{(int)response.StatusCode} to {attack}: {Encoding.UTF8.GetString(body)}");
        foreach (var place in arena.Canaries.PlacesOf(body, attack.Sends))
            canaries.Enqueue($"{place} in the body of {(int)response.StatusCode} to {attack}");
        var headers = $"{response.Headers}{response.Content.Headers}";
        foreach (var place in arena.Canaries.PlacesOf(headers, attack.Sends))
            canaries.Enqueue($"{place} in a header of {(int)response.StatusCode} to {attack}");
        // What the writer stored of the victim's ids it is shown again: that says nothing.
        if ((attack.Operation.Method == HttpMethod.Get || (int)response.StatusCode >= 400) && IdIn(body, attack) is { } id)
            canaries.Enqueue($"the id {id} in {(int)response.StatusCode} to {attack}");

        return new Answer(response.StatusCode, headers, body, isWhole: attack.Operation.Method == HttpMethod.Get || (int)response.StatusCode >= 400);
    }

    private string? TokenOf(Attack attack)
    {
        if (attack.By.Roles is null)
            return null;
        var tenant = attack.Operation.Method == HttpMethod.Get ? arena.Reader : arena.Writer;
        return tokens.GetOrAdd((tenant.TenantId, attack.By.Name), _ => arena.Token(tenant, [.. attack.By.Roles]));
    }

    /// <summary>An id of the victim's that the attack didn't name itself.</summary>
    private Guid? IdIn(ReadOnlySpan<byte> body, Attack attack)
    {
        // 8-4-4-4-12: whatever has a hyphen here may be one.
        for (var at = 0; at + 28 <= body.Length; at++)
        {
            var hyphen = body[at..].IndexOf((byte)'-');
            if (hyphen < 0)
                return null;
            at += hyphen;
            if (at >= 8 && at + 28 <= body.Length && body[at + 5] == '-' && Utf8Parser.TryParse(body.Slice(at - 8, 36), out Guid id, out var length) && length == 36
                && arena.Foreign.Ids.Contains(id) && !attack.Sends($"{id}"))
                return id;
        }

        return null;
    }

    private sealed partial class Answer(HttpStatusCode status, string headers, byte[] body, bool isWhole)
    {
        public bool IsOverQuota => status == HttpStatusCode.InsufficientStorage;

        /// <summary>What must be the same whether somebody else has it or nobody.</summary>
        public string Comparable => field ??= isWhole
            ? $"{(int)status}\n{HeaderNames}\n{TraceIdPattern().Replace(Encoding.UTF8.GetString(body), string.Empty)}"
            : $"{(int)status}";

        private string HeaderNames => string.Join(' ', headers.Split('\n').Select(line => line.Split(':')[0].Trim()).Order(StringComparer.Ordinal));

        [GeneratedRegex("""\s*"trace_id": ?"[^"]*",?""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
        private static partial Regex TraceIdPattern();
    }
}
