using System.Text.Json.Nodes;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Which values go where: for every place of every operation some that mean no harm, in every shape the place takes (nothing, one,
/// several, known, unknown), and some that do.
/// </summary>
internal sealed class InjectionPlan(DescribedApi described, Stage stage, IReadOnlyDictionary<string, string> cursors)
{
    /// <summary>All headers that no document names; the value says which.</summary>
    private static readonly Slot OtherHeaders = new("headers", "any", []);

    private static readonly string[] HeaderNames =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "Content-Encoding", "Range", "If-Range", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Match", "Origin", "Referer", "User-Agent", "Cookie", "Forwarded",
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "X-HTTP-Method-Override", "traceparent", "tracestate", "baggage", "Request-Id", "ce-id", "ce-type", "ce-source", "x-functions-key", "x-ms-client-principal", "X-Tenant-Id",
    ];

    private const string Header = "harmless ";

    private static readonly Payload[] HarmlessHeaders =
    [
        .. new[]
        {
            ("Accept", "application/json"), ("Range", "bytes=0-1"), ("Range", "bytes=99999999-"), ("If-None-Match", "*"), ("If-Modified-Since", "Thu, 22 Jan 2099 10:30:00 GMT"), ("If-Unmodified-Since", "Thu, 22 Jan 2015 10:30:00 GMT"),
            ("If-Match", "\"0\""), ("ce-id", "an-event"), ("ce-type", "google.cloud.storage.object.v1.finalized"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("Content-Encoding", "gzip"),
        }.Select(header => Payload.OfText($"{Header}{header.Item1}", header.Item2)),
    ];

    private static readonly string[] Words = ["plain", "two words", "!?", "2026-01-22", "2026-01-22T10:30:00Z", new('a', 64)];

    private static readonly string[] JsonOfAnyKind = ["0", "true", "{}", "{\"a\":1}", "[]", "[\"plain\"]", "[\"two words\",\"other\"]", "\"\"", "\" \""];

    /// <summary>What stands in the address anyway.</summary>
    private readonly Payload itself = Payload.OfText("harmless", string.Empty);

    private readonly Slots slots = new(described);
    private readonly ExampleBodies examples = new(described, Seed.For("bodies of payloads")) { SendsFiles = false };
    private readonly Deck<Payload> deck = new(Payloads.All, Seed.For("payloads"));
    private readonly Deck<Payload> cursorDeck = new(Payloads.Cursors, Seed.For("cursors"));
    private readonly Deck<Payload> numbersAndDates = new([.. Payloads.All.Where(payload => payload.Kind is "number" or "date")], Seed.For("numbers and dates"));
    private readonly Random random = Seed.For("headers");

    public IEnumerable<Slot> SlotsOf(DescribedOperation operation)
    {
        var documented = operation.Parameters("header").Select(header => (string)header["name"]!).ToHashSet(StringComparer.Ordinal);
        return slots.Of(operation)
            .Where(slot => slot.Place switch
            {
                "header" => documented.Contains(slot.Name),
                "path" => slot.Name != Slot.WholePath,
                _ => true,
            })
            .Concat(operation.Parameters("path").Count() == 1 ? operation.Parameters("path").Select(only => new Slot("path", (string)only["name"]!, slots.Resolved(only["schema"]!))) : [])
            .Append(OtherHeaders);
    }

    public IEnumerable<Payload> Harmless(DescribedOperation operation, Slot slot) => (slot.Place switch
    {
        "headers" => HarmlessHeaders,
        "header" when slot.Name == CallRecorder.KeyHeader => [$"{operation.Id} 1", $"key-of-{operation.Id}", $"key-of-{operation.Id}", $"\"another key of {operation.Id}\"", "no\"key"],
        "header" => ["\"0\"", "*", "\"a\", \"b\"", "a"],
        "query" when slot.Name == "cursor" => [cursors[operation.Id], string.Empty, "a"],
        "path" => [itself, itself, $"{random.Id()}", "plain", "another one"],
        _ => ByShape(slot),
    }).Select(value => value as Payload ?? Payload.OfText("harmless", (string)value));

    public IEnumerable<Payload> Hostile(DescribedOperation operation, Slot slot) => (slot.Place switch
    {
        "headers" => deck.Deal(6),
        "header" => deck.Deal(8),
        "query" when slot.Name == "cursor" => cursorDeck.Deal(30).Concat(deck.Deal(6)),
        _ when IsCaller(slot) => deck.Deal(5),
        _ when IsFree(slot) || slot.IsObject => deck.Deal(16),
        _ => deck.Deal(5).Concat(numbersAndDates.Deal(5)),
    }).Where(payload => slot.Place is not ("header" or "headers") || payload.Text?.Any(letter => char.IsControl(letter) && letter != '\t') == false);

    public Attack With(DescribedOperation operation, Slot slot, Payload payload, IReadOnlyDictionary<string, string> route)
    {
        var address = operation.Address(route.ToDictionary(pair => pair.Key, pair => slot.Place == "path" && slot.Name == pair.Key && payload != itself ? payload.Escaped : Uri.EscapeDataString(Of(operation, pair)), StringComparer.Ordinal));
        var query = slot.Place == "query" ? $"{slot.Name}={payload.Escaped}" : string.Empty;
        return new Attack(operation, $"{slot.Place} {slot.Name}: {payload}", new Attacker("its own tenant", Roles: null), $"{address}?{query}{Rest(operation, slot)}".TrimEnd('?'))
        {
            Body = BodyOf(operation, slot, payload),
            Header = slot.Place switch
            {
                "header" => (slot.Name, payload.Text!),
                "headers" when payload.Kind.StartsWith(Header, StringComparison.Ordinal) => (payload.Kind[Header.Length..], payload.Text!),
                "headers" => (random.Of(HeaderNames), payload.Text!),
                _ => null,
            },
        };
    }

    // Whose quota is set must not be who uploads.
    private static string Of(DescribedOperation operation, KeyValuePair<string, string> parameter) =>
        operation.Id == "PutTenant" && parameter.Key == "tenant_id" ? $"of-{parameter.Value}" : parameter.Value;

    private RequestBytes? BodyOf(DescribedOperation operation, Slot slot, Payload payload) => slot.Place switch
    {
        "body" => examples.WithBytes(operation, slot, payload.JsonBytes),
        "form" => examples.WithBytes(operation, slot, payload.Bytes),
        _ => examples.With(operation, slot, value: null),
    };

    // Whom it is for, what must be there, and what the store signed; but for the place itself.
    private string Rest(DescribedOperation operation, Slot slot)
    {
        var rest = operation.Parameters("query").Where(parameter => (bool?)parameter["required"] == true && (string?)parameter["name"] != "tenant_id")
            .Select(parameter => ((string)parameter["name"]!, ExampleBodies.TextOf(examples.Harmless(slots.Resolved(parameter["schema"]!))))).ToList();
        if (operation.Id == "PutLocalObject")
            rest = [.. stage.SignedQuery.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], Uri.UnescapeDataString(pair[1])))];
        if (!Access.Of(operation.Id).ActsForTenantInPath)
            rest.Add(("tenant_id", stage.Tenant.TenantId));
        return string.Concat(rest.Where(pair => slot.Place != "query" || pair.Item1 != slot.Name).Select(pair => $"&{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
    }

    private IEnumerable<object> ByShape(Slot slot)
    {
        // Left empty, a field or parameter is one that was not given.
        foreach (var text in slot.Place is "query" or "form" ? new[] { string.Empty, ",", " " } : [])
            yield return text;
        if (slot.Place == "body")
            yield return Payload.OfJson("harmless", "null");

        if ((slot.Schema["enum"] ?? slot.Schema["items"]?["enum"]) is JsonArray choices)
        {
            foreach (var choice in choices.Take(2))
                yield return (string)choice!;
            if (slot.Place == "query")
                yield return string.Join(',', choices.Take(2).Select(choice => (string)choice!));
        }

        foreach (var text in IsFree(slot) && !IsCaller(slot) ? Words : ["plain", "1", "true", "2026-01-22", $"{random.Id()}"])
            yield return text;
        if (stage.Knows(slot.LastName) is { } known)
            yield return known;
        foreach (var json in slot.Place != "body" ? [] : IsFree(slot) || slot.IsObject ? JsonOfAnyKind : ["1.5", "true", "1"])
            yield return Payload.OfJson("harmless", json);
    }

    // Which is read in one place for all operations.
    private static bool IsCaller(Slot slot) => slot is { Place: "query", Name: "tenant_id" or "user_id" };

    private static bool IsFree(Slot slot) => (slot.IsText && !slot.IsId) || slot.IsArray;
}
