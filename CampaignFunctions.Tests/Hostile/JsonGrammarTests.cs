using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Every shape of JSON in the body of every operation that takes one: what is no JSON is refused and changes nothing, and what is
/// means what RFC 8259 says, or is refused. Nothing is taken for something else, and nothing fails.
/// </summary>
public sealed class JsonGrammarTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> findings = new();
    private RunningApi api = null!;
    private int requests;
    private int taken;

    // Events that cannot be read are given up after a few times, and then taken; these are sent again and again.
    public async Task InitializeAsync() => api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["ObjectEvents:MaxAttempts"] = "100" });

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Every_shape_of_a_value_is_refused_or_read_as_it_is_written()
    {
        await EachOperationAsync(async (operation, stage, examples) =>
        {
            var place = Place.In(operation, examples);
            await RefusedAsync(stage, operation, JsonGrammar.Values.Where(value => value.Verdict == JsonVerdict.Invalid).Select(value => (value, value.In(place.Before, place.After))));

            foreach (var value in JsonGrammar.Values.Where(value => value.Verdict != JsonVerdict.Invalid))
            {
                var answer = await SendAsync(stage, operation, value.In(place.Before, place.After));
                if (!IsTaken(answer, operation, value))
                    continue;
                foreach (var (where, seen) in await place.SeenAsync(stage, operation, answer))
                {
                    if (seen is null || !SameJson.Are(value.Meaning, seen))
                        findings.Enqueue($"{operation.Id}: {value} is {seen} {where}");
                }

                if (place.IsFree && value.Verdict == JsonVerdict.Valid)
                    Interlocked.Increment(ref taken);
            }
        });

        output.Print("JSON values", $"{requests:N0} bodies, {JsonGrammar.Values.Count} shapes, {taken:N0} times taken for what they are, {findings.Count} findings");
        Assert.True(taken > 500);
        Seed.None(findings);
    }

    [Fact]
    public async Task Every_shape_of_a_body_is_refused_or_read_as_it_is_written()
    {
        await EachOperationAsync(async (operation, stage, examples) =>
        {
            var members = examples.MembersOf(operation) ?? [];
            var bodies = JsonGrammar.Around(members.ToJsonString()).Concat(Twice(members)).ToList();
            // Where every member of a POST may be left out, so may the body.
            if (operation.Method == HttpMethod.Put || examples.NamesOf(operation, required: true).Count > 0)
                bodies.AddRange(new[] { "", " ", "\n\t" }.Select(JsonCase.Invalid));

            await RefusedAsync(stage, operation, bodies.Where(body => body.Verdict == JsonVerdict.Invalid).Select(body => (body, body.Bytes)));
            if (Stage.IsUsedUp(operation))
                return;

            var plain = (await SendAsync(stage, operation, Encoding.UTF8.GetBytes(members.ToJsonString()))).Status;
            foreach (var body in bodies.Where(body => body.Verdict == JsonVerdict.Valid))
            {
                var status = (await SendAsync(stage, operation, body.Bytes)).Status;
                if ((int)status / 100 != (int)plain / 100)
                    findings.Enqueue($"{operation.Id}: {body} was answered {(int)status}, and {(int)plain} without the blanks");
            }
        });

        output.Print("JSON bodies", $"{requests:N0} bodies, {findings.Count} findings");
        Seed.None(findings);
    }

    [Fact]
    public async Task Every_shape_of_a_number_is_refused_or_the_number_it_is()
    {
        await EachOperationAsync(async (operation, stage, examples) =>
        {
            var numbers = new Slots(await DescribedApi.SharedAsync()).Of(operation).Where(slot => slot.Place == "body" && slot.IsNumber).ToList();
            foreach (var slot in numbers)
            {
                await RefusedAsync(stage, operation, JsonGrammar.Numbers.Where(number => number.Verdict == JsonVerdict.Invalid).Select(number => (number, examples.WithBytes(operation, slot, number.Bytes).Bytes)));

                foreach (var number in JsonGrammar.Numbers.Where(number => number.Verdict != JsonVerdict.Invalid))
                {
                    var answer = await SendAsync(stage, operation, examples.WithBytes(operation, slot, number.Bytes).Bytes);
                    if (!IsTaken(answer, operation, number))
                        continue;
                    Interlocked.Increment(ref taken);
                    if (await NumberAsync(stage, slot, answer) is var seen && !SameJson.AreNumbers(number.Meaning, seen))
                        findings.Enqueue($"{operation.Id} {slot.Name}: {number} is {seen}");
                }
            }
        });

        output.Print("JSON numbers", $"{requests:N0} bodies, {taken:N0} numbers taken for what they are, {findings.Count} findings");
        Assert.True(taken > 50);
        Seed.None(findings);
    }

    [Fact]
    public async Task Every_shape_in_a_cursor_is_refused_or_leads_on()
    {
        var described = await DescribedApi.SharedAsync();
        var stage = await Stage.SetAsync(api.NewTenant());
        var lists = described.Operations.Values.Where(operation => operation.Parameters("query").Any(parameter => (string?)parameter["name"] == "cursor")).ToList();

        await Parallel.ForEachAsync(JsonGrammar.Values.Where(value => value.Bytes.Length < 2_000).Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            var (number, value) = one;
            var list = lists[number % lists.Count];
            foreach (var cursor in new[] { value.Bytes, value.In($$"""{"order_by":"{{ColumnOf(list)}}","order_desc":true,"key":""", ""","id":"019a0000-0000-7000-8000-000000000000"}""") })
            {
                var answer = await stage.Tenant.GetAsync($"{list.Address(await stage.RouteAsync(list))}?cursor={Base64Url.EncodeToString(cursor)}");
                Interlocked.Increment(ref requests);
                if (answer.Status != HttpStatusCode.BadRequest && (answer.Status != HttpStatusCode.OK || (cursor.Length > 0 && value.Verdict == JsonVerdict.Invalid)))
                    findings.Enqueue($"{list.Id}: {value} was answered {answer.Story}");
            }
        });

        output.Print("JSON in cursors", $"{requests:N0} cursors, {findings.Count} findings");
        Seed.None(findings);
    }

    private static string ColumnOf(DescribedOperation list) => (string)list.Parameters("query").Single(parameter => (string?)parameter["name"] == "order_by")["schema"]!["default"]!;

    // Each member once more, by the same name, which may be spelt otherwise.
    private static IEnumerable<JsonCase> Twice(JsonObject members) =>
        from member in members
        let first = new JsonObject { [member.Key] = member.Value?.DeepClone() }.ToJsonString()[1..^1]
        from name in new[] { member.Key, $"\\u{(int)member.Key[0]:x4}{member.Key[1..]}" }
        from value in new[] { member.Value?.ToJsonString() ?? "null", "null" }
        from isLast in new[] { false, true }
        select JsonCase.Invalid($"{{{(isLast ? string.Empty : $"\"{name}\":{value},")}{members.ToJsonString()[1..^1]}{(isLast ? $",\"{name}\":{value}" : string.Empty)}}}");

    private static async Task<string> NumberAsync(Stage stage, Slot slot, ApiAnswer answer) => slot.Name switch
    {
        "file_size" => $"{await TestRows.ScalarAsync<long>("select file_size from direct_uploads where id = @id", ("id", Guid.Parse((string)answer["upload_id"]!)))}",
        // Beyond the largest number there is it stays there.
        "additional_bytes" when (long)answer["projected_bytes"]! is var projected => $"{(projected == long.MaxValue ? projected : projected - await ProjectedAsync(stage, more: 0))}",
        _ => (answer.Json[$"total_{slot.Name}"] ?? answer[slot.Name]).ToJsonString(),
    };

    private static async Task<long> ProjectedAsync(Stage stage, long more) =>
        (long)(await stage.Tenant.PostAsync("storage/check-limit", new { additional_bytes = more })).Expect(HttpStatusCode.OK)["projected_bytes"]!;

    // A tenant for each: what is refused must change nothing of what it has.
    private async Task EachOperationAsync(Func<DescribedOperation, Stage, ExampleBodies, Task> check)
    {
        var described = await DescribedApi.SharedAsync();
        var taking = described.Operations.Values.Where(operation => operation.Method == HttpMethod.Post || operation.Definition["requestBody"]?["content"]?["application/json"] is not null)
            .Where(operation => operation.Definition["requestBody"]?["content"]?["multipart/form-data"] is null);
        await Parallel.ForEachAsync(taking, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (operation, _) =>
            await check(operation, await Stage.SetAsync(api.NewTenant()), new ExampleBodies(described, Seed.For(operation.Id))));
    }

    private async Task RefusedAsync(Stage stage, DescribedOperation operation, IEnumerable<(JsonCase Case, byte[] Body)> bodies)
    {
        await using var superuser = await TestDatabase.OpenAsync();
        var route = await stage.RouteAsync(operation);
        await stage.SettleAsync(superuser);
        var before = await TenantRows.DigestAsync(superuser, stage.Tenant.TenantId);
        foreach (var (json, body) in bodies)
        {
            var answer = await SendAsync(stage, operation, body, route);
            if (answer.Status != HttpStatusCode.BadRequest)
                findings.Enqueue($"{operation.Id}: {json} was answered {answer.Story}");
        }

        foreach (var (table, rows) in await TenantRows.DigestAsync(superuser, stage.Tenant.TenantId))
        {
            if (rows != before.GetValueOrDefault(table))
                findings.Enqueue($"{operation.Id} changed {table} although it refused everything");
        }
    }

    private bool IsTaken(ApiAnswer answer, DescribedOperation operation, JsonCase json)
    {
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge))
            findings.Enqueue($"{operation.Id}: {json} was answered {answer.Story}");
        return answer.Status is HttpStatusCode.OK or HttpStatusCode.Created;
    }

    private async Task<ApiAnswer> SendAsync(Stage stage, DescribedOperation operation, byte[] body, IReadOnlyDictionary<string, string>? route = null)
    {
        Interlocked.Increment(ref requests);
        using var content = new RequestBytes(body, "application/json").ToContent();
        return await stage.Tenant.SendAsync(operation.Method, operation.Address(route ?? await stage.RouteAsync(operation)), content);
    }
}
