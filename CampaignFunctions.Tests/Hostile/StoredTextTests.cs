using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>What is stored is what was sent, and is found by that text and by no other that some language takes for a pattern of it.</summary>
public sealed partial class StoredTextTests(ITestOutputHelper output)
{
    private const int InFlight = 4;

    // Blank, with what may be taken for an encoding's mark, in letters beyond U+FFFF, and what a form's lines end with.
    private static readonly IReadOnlyList<Payload> Awkward = [.. new[] { "  ", "\ufeffa", "𠀀𠀁", "a\r\n" }.Select(text => Payload.OfText("awkward", text))];

    private static readonly IReadOnlyList<Payload> Texts = [.. Payloads.All.Where(payload => payload.Text is { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal))];

    [Fact]
    public async Task Text_comes_back_as_it_was_sent()
    {
        const int PerMember = 16;
        var described = await DescribedApi.SharedAsync();
        var stage = await Stage.SetAsync((await RunningApi.SharedAsync()).NewTenant());
        var examples = new ExampleBodies(described, Seed.For("bodies of texts")) { SendsFiles = false };
        var slots = new Slots(described);
        var deck = new Deck<Payload>(FewerSql(100), Seed.For("texts"));
        // A bucket's event is nothing that is stored for anybody.
        var sent =
            from operation in described.Operations.Values
            where operation.Definition["requestBody"] is not null && operation.Id != "ProcessUploadOnObjectEvent"
            from slot in slots.Of(operation)
            where slot.Place is "body" or "form" && (slot.IsText || slot.IsArray) && !slot.IsId && slot.Name is not ("tenant_id" or "user_id" or "file")
            from payload in Awkward.Concat(deck.Deal(PerMember))
            select (Operation: operation, Slot: slot, Payload: payload);

        var (taken, refused, members) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        var findings = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(sent.ToList(), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (one, _) =>
        {
            var (operation, slot, payload) = one;
            var isList = slot.IsArray && slot.Place == "body";
            using var content = examples.WithBytes(operation, slot, slot.Place == "form" ? payload.Bytes : isList ? [(byte)'[', .. payload.JsonBytes, (byte)']'] : payload.JsonBytes).ToContent();
            var answer = await stage.Tenant.SendAsync(operation.Method, operation.Address(await stage.RouteAsync(operation)), content);
            if (answer.Status == HttpStatusCode.BadRequest)
            {
                Interlocked.Increment(ref refused);
                if (answer.Json["errors"]?[slot.Name] is null && answer.Json["errors"]?[$"{slot.Name}[0]"] is null)
                    findings.Enqueue($"{operation.Id} {slot.Name} {payload} was refused without its name: {answer.Text}");
                return;
            }

            Interlocked.Increment(ref taken);
            lock (members)
                members.Add($"{operation.Id} {slot.Name}");
            foreach (var (where, stored) in await StoredAsync(stage, operation, slot, answer))
            {
                if (stored != Expected(slot, payload.Text!))
                    findings.Enqueue($"{operation.Id} {slot.Name} {payload} became {stored} {where}");
            }

            if (answer.Headers.Location is { } location)
            {
                // What was taken once is taken again, whatever else is changed.
                var again = await stage.Tenant.PutAsync($"{location}"["/api/".Length..], new { });
                if (again.Status != HttpStatusCode.OK)
                    findings.Enqueue($"{operation.Id} {slot.Name} {payload} stands in the way of changes: {again.Text}");
            }
        });

        output.Print("texts", $"{taken:N0} values of {members.Count} members came back as they were sent, {refused:N0} were refused by name");
        Assert.True(taken > refused);
        Seed.None(findings);
    }

    [Fact]
    public async Task Text_is_found_as_itself_and_as_nothing_else()
    {
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        var texts = FewerSql(60)
            .Select(payload => payload.Text!).Where(text => text.EnumerateRunes().Count() <= 64 && text.Trim().Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var stored = new ConcurrentDictionary<string, Guid>(StringComparer.Ordinal);
        await EachAsync(texts, async text => stored[text] = (await tenant.PostAsync($"campaign-spaces?user_id={Escaped(text)}", new { campaign_name = "A", platform = "meta", brand_id = text, category = text, tags = new[] { text } })).Expect(HttpStatusCode.Created).Id);

        var findings = new ConcurrentQueue<string>();
        await EachAsync(texts, async text =>
        {
            foreach (var (filter, expected) in new[]
            {
                ("brand_id", texts.Where(other => other == text)), ("user_id", texts.Where(other => other == text)),
                ("category", Several(text) is { Count: > 0 } any ? texts.Where(any.Contains) : texts),
                ("tags", texts.Where(other => Several(text).All(tag => Tag(tag).Length == 0 || Tag(tag) == Tag(other)))),
            })
            {
                var found = (await tenant.GetAsync($"campaign-spaces?limit=100&{filter}={Escaped(text)}")).Expect(HttpStatusCode.OK);
                var ids = found["campaign_spaces"].AsArray().Select(space => (Guid)space!["id"]!).ToHashSet();
                var wanted = expected.Select(other => stored[other]).ToList();
                if ((int)found["total"]! != wanted.Count || ids.Except(wanted).Any())
                    findings.Enqueue($"{filter} {Payload.OfText("text", text)} found {found["total"]} and should have found {wanted.Count}");
            }

            var events = (await tenant.GetAsync($"audit-events?user_id={Escaped(text)}")).Expect(HttpStatusCode.OK)["audit_events"].AsArray();
            if (events.Count != 1 || (string?)events[0]!["user_id"] != text)
                findings.Enqueue($"{Payload.OfText("user", text)} did {events.ToJsonString()}");
        });

        output.Print("filters", $"{texts.Count * 5:N0} questions for {texts.Count} texts, {findings.Count} answers with others' rows or without theirs");
        Seed.None(findings);
    }

    [Fact]
    public async Task Words_are_searched_for_and_nothing_else_is_read_into_them()
    {
        string[] names =
        [
            "alpha beta", "Alpha", "beta gamma", "alphabet soup", "not alpha", "and or not", "drop table campaign spaces", "select version union all", "null true false", "a b c", "cast text int", "limit order by", "commit rollback", "xyz",
        ];
        var tenant = (await RunningApi.SharedAsync()).NewTenant();
        foreach (var name in names)
            await tenant.ASpaceAsync(name);
        var searches = FewerSql(200)
            .Select(payload => payload.Text!).Where(text => text.Length <= 200 && text.All(char.IsAscii)).Distinct(StringComparer.Ordinal).ToList();

        var findings = new ConcurrentQueue<string>();
        await EachAsync(searches, async search =>
        {
            var words = Words(search);
            var expected = string.IsNullOrWhiteSpace(search) ? names : names.Where(name => words.Length > 0 && words.All(word => Words(name).Any(other => other.StartsWith(word, StringComparison.Ordinal))));
            var found = (await tenant.GetAsync($"campaign-spaces?search={Escaped(search)}")).Expect(HttpStatusCode.OK)["campaign_spaces"].AsArray().Select(space => (string)space!["campaign_name"]!);
            if (!found.ToHashSet(StringComparer.Ordinal).SetEquals(expected))
                findings.Enqueue($"{Payload.OfText("search", search)} found {string.Join(", ", found)} and should have found {string.Join(", ", expected)}");

            var suggested = (await tenant.GetAsync($"campaign-spaces/suggestions?q={Escaped(search[..Math.Min(search.Length, 100)])}")).Status;
            if (suggested != HttpStatusCode.OK && !string.IsNullOrWhiteSpace(search))
                findings.Enqueue($"{Payload.OfText("q", search)} was answered {(int)suggested}");
            if (words.Length == 0 && !string.IsNullOrWhiteSpace(search) && (await tenant.GetAsync($"campaign-spaces/suggestions?q={Escaped(search)}"))["suggestions"].AsArray().Count > 0)
                findings.Enqueue($"{Payload.OfText("q", search)} has no words, and yet suggestions");
        });

        output.Print("searches", $"{searches.Count:N0} searches of {names.Length} names, {findings.Count} that found more or less than their words");
        Seed.None(findings);
    }

    // Of so many kinds of quotes and ends a few do.
    private static IReadOnlyList<Payload> FewerSql(int count) =>
        [.. Texts.Where(payload => payload.Kind != "SQL"), .. Seed.For("SQL").GetItems([.. Texts.Where(payload => payload.Kind == "SQL")], count)];

    private static Task EachAsync(IEnumerable<string> texts, Func<string, Task> action) =>
        Parallel.ForEachAsync(texts, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (text, _) => await action(text));

    private static string Escaped(string text) => Payload.OfText("text", text).Escaped;

    // A backslash before a comma or a backslash makes it one of the value's own.
    private static List<string> Several(string text) =>
        [.. ValuePattern().Matches(text).Select(value => EscapePattern().Replace(value.Value, "${own}").Trim()).Where(value => value.Length > 0)];

    private static string Tag(string text) => text.Trim().ToLowerInvariant();

    private static string[] Words(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // As the contract has it: tags are told apart without case and blanks around them, and in a form they are separated by commas.
    private static string Expected(Slot slot, string text) => slot switch
    {
        { IsArray: true, Place: "form" } => string.Join('\n', Several(text).Select(Tag).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal)),
        { IsArray: true } => Tag(text),
        _ => text,
    };

    /// <summary>Where the member is to be seen afterwards, and what stands there.</summary>
    private static async Task<IReadOnlyList<(string Where, string? Text)>> StoredAsync(Stage stage, DescribedOperation operation, Slot slot, ApiAnswer answer)
    {
        if (operation.Id == "StartDirectUpload")
        {
            // Its tags become an asset's when it is complete.
            var form = await TestRows.ScalarAsync<string>("select form::text from direct_uploads where id = @id", ("id", Guid.Parse((string)answer["upload_id"]!)));
            return slot.Name is "mime_type" or "tags" ? [] : [("in its row", TextOf(JsonNode.Parse(form!)![slot.Name]))];
        }

        var resource = answer.Json["reuse"] ?? answer.Json;
        var address = answer.Headers.Location is { } location ? $"{location}"["/api/".Length..] : operation.Address(await stage.RouteAsync(operation));
        var stored = new List<(string, string?)> { ("in the answer", TextOf(resource[slot.Name])) };
        if (answer.Headers.Location is not null)
            stored.Add(("when it is read", TextOf((await stage.Tenant.GetAsync(address)).Expect(HttpStatusCode.OK)[slot.Name])));
        return stored;
    }

    [GeneratedRegex(@"(\\[\\,]|[^,])+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValuePattern();

    [GeneratedRegex(@"\\(?<own>[\\,])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapePattern();

    private static string? TextOf(JsonNode? value) => value is JsonArray several ? string.Join('\n', several.Select(one => (string?)one)) : (string?)value;
}
