using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Auth;
using CampaignFunctions.Tests.Database;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;
using Xunit.Abstractions;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A write writes the members it names and no other: no counter, total, owner, id or instant, by whatever name.</summary>
public sealed class MassAssignmentTests(TokenFixture tokens, ITestOutputHelper output) : IClassFixture<TokenFixture>, IDisposable
{
    private static readonly string[] EveryRole = ["viewer", "editor", "admin", "sync", "operator"];

    // Which tables a member's column is in.
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["CreateCampaignSpace"] = "campaign_spaces",
        ["UpdateCampaignSpace"] = "campaign_spaces",
        ["MarkAsTemplate"] = "campaign_spaces",
        ["UseTemplate"] = "campaign_spaces",
        ["UpdateSpacePerformance"] = "campaign_spaces",
        ["UploadAsset"] = "campaign_assets",
        ["UpdateCampaignAsset"] = "campaign_assets",
        ["StartDirectUpload"] = "direct_uploads.form",
        ["TrackReuse"] = "reuse_events",
        ["PutAdAccount"] = "ad_accounts",
        ["PutTenant"] = "tenants",
    };

    // What follows from a member, as the contract has it.
    private static readonly Dictionary<string, string[]> Consequences = new(StringComparer.Ordinal)
    {
        ["campaign_name"] = ["campaign_slug"],
        ["platform"] = ["performance_last_updated"],
        ["external_campaign_id"] = ["performance_last_updated"],
        ["external_asset_id"] = ["performance_last_updated"],
        ["import_source"] = ["imported_at", "imported_by"],
        ["is_archived"] = ["archived_at"],
        ["campaign_space_id"] = ["reused_in_id", "reused_in_name"],
        ["file_size"] = ["bytes"],
    };

    private readonly List<HttpClient> clients = [];

    public void Dispose() => clients.ForEach(client => client.Dispose());

    [Fact]
    public async Task A_member_that_is_not_written_is_refused_by_name()
    {
        var described = await DescribedApi.SharedAsync();
        var (requests, findings, names) = (0, new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var operation in WritesOf(described))
        {
            var stage = await SetStageAsync();
            var examples = new ExampleBodies(described, Seed.For(operation.Id)) { SendsFiles = false };
            var all = await MemberNames.AllAsync(described, examples);
            names.UnionWith(all.Keys);
            var route = await stage.RouteAsync(operation);
            await using var superuser = await TestDatabase.OpenAsync();
            await stage.SettleAsync(superuser);
            var before = await TenantRows.DigestAsync(superuser, stage.Tenant.TenantId);

            foreach (var inside in operation.Id == "UseTemplate" ? new[] { string.Empty, "overrides." } : [string.Empty])
            {
                var declared = WritableBy(described, operation, examples);
                foreach (var (name, value) in all.Where(member => !declared.Contains(member.Key)))
                    await ExpectAsync(inside, new JsonObject { [name] = value.DeepClone() });
                foreach (var spellings in all.Keys.SelectMany(MemberNames.SpellingsOf).Distinct(StringComparer.Ordinal).Chunk(40))
                    await ExpectAsync(inside, new JsonObject(spellings.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create("1")))));
            }

            var foreign = await SendAsync(new JsonObject { ["tenant_id"] = "another" });
            if (foreign.Status != HttpStatusCode.Forbidden)
                findings.Add($"{operation.Id} with another tenant's id: {foreign.Story}");
            foreach (var (table, digest) in await TenantRows.DigestAsync(superuser, stage.Tenant.TenantId))
            {
                if (before.GetValueOrDefault(table) != digest)
                    findings.Add($"{operation.Id} changed {table} although all was refused");
            }

            var own = await SendAsync(new JsonObject { ["tenant_id"] = stage.Tenant.TenantId });
            if ((int)own.Status >= 300)
                findings.Add($"{operation.Id} with its tenant's own id: {own.Story}");

            async Task ExpectAsync(string inside, JsonObject members)
            {
                var sent = members.Select(member => inside + member.Key).ToList();
                var answer = await SendAsync(inside.Length == 0 ? members : new JsonObject { ["overrides"] = members });
                if (answer.Status != HttpStatusCode.BadRequest || sent.Exists(name => answer.Json["errors"]?[name] is null))
                    findings.Add($"{operation.Id} with {string.Join(", ", sent)}: {answer.Story}");
            }

            async Task<ApiAnswer> SendAsync(JsonObject members)
            {
                requests++;
                var body = examples.MembersOf(operation) ?? [];
                foreach (var (name, value) in members)
                    body[name] = value?.DeepClone();
                using HttpContent content = operation.Definition["requestBody"] is null ? JsonContent.Create(body) : examples.ToBytes(operation, body).ToContent();
                return await stage.Tenant.SendAsync(operation.Method, operation.Address(route), content);
            }
        }

        output.Print("mass assignment", $"{requests:N0} requests to {WritesOf(described).Count} writes with {names.Count} names that others have, {findings.Count} taken or not named, or rows changed");
        Seed.None(findings);
    }

    [Fact]
    public async Task A_member_changes_what_it_says_and_nothing_else()
    {
        var described = await DescribedApi.SharedAsync();
        var catalogue = await Catalogue.ReadAsync();
        var slots = new Slots(described);
        var (members, findings) = (0, new List<string>());
        await using var superuser = await TestDatabase.OpenAsync();
        foreach (var operation in WritesOf(described).Where(operation => Tables.ContainsKey(operation.Id)))
        {
            var stage = await SetStageAsync();
            var examples = new ExampleBodies(described, Seed.For(operation.Id)) { SendsFiles = false };
            var random = Seed.For($"values for {operation.Id}");
            var route = await stage.RouteAsync(operation);
            await stage.SettleAsync(superuser);
            var rows = await RowStates.ReadAsync(superuser, catalogue, stage.Tenant.TenantId);
            foreach (var slot in slots.Of(operation).Where(slot => slot.Place is "body" or "form" && slot.Name is not ("tenant_id" or "user_id" or "file" or "overrides")))
            {
                members++;
                var (table, column) = PlaceOf(operation, slot.Name);
                // Once for what is set by the other members, and once more for what is set anyway.
                await EffectAsync(sent: null);
                var plain = await EffectAsync(sent: null);
                var value = Another(slot, plain.GetValueOrDefault($"new {table}.{column}") ?? rows.ValueOf(table, column, route), random, stage);
                var with = await EffectAsync(value);

                var differing = Differing(plain, with).ToList();
                var place = $"{table}.{column}";
                var consequences = Consequences.GetValueOrDefault(slot.Name) ?? [];
                var stored = with.GetValueOrDefault($"new {place}") ?? with.GetValueOrDefault(place);
                if (!differing.Contains(place) || differing.Exists(other => other != place && !consequences.Contains(other[(other.LastIndexOf('.') + 1)..], StringComparer.Ordinal)) || !IsStored(value, stored))
                    findings.Add($"{operation.Id} with {slot.Name} = {value.ToJsonString()} stored {stored?.ToJsonString()} in {place} and changed {string.Join(", ", differing)}");

                async Task<SortedDictionary<string, JsonNode?>> EffectAsync(JsonNode? sent)
                {
                    var body = Least(operation, examples);
                    if (sent is not null)
                        body[slot.Name] = sent.DeepClone();
                    var before = rows;
                    using var content = examples.ToBytes(operation, body).ToContent();
                    var answer = await stage.Tenant.SendAsync(operation.Method, operation.Address(route), content);
                    Assert.True((int)answer.Status < 300, $"{operation.Id} with {body.ToJsonString()}: {answer.Story}");
                    rows = await RowStates.ReadAsync(superuser, catalogue, stage.Tenant.TenantId);
                    return rows.Since(before);
                }
            }
        }

        output.Print("assignment", $"{members} members of {Tables.Count} writes, each alone; {findings.Count} that changed something else, or not what they say");
        Seed.None(findings);
    }

    // All that write at a tenant's request; a bucket's event is nobody's, and its other members are passed over.
    private static List<DescribedOperation> WritesOf(DescribedApi described) =>
        [.. described.Operations.Values.Where(operation => (operation.Method == HttpMethod.Post || operation.Method == HttpMethod.Put) && operation.Id is not ("ProcessUploadOnObjectEvent" or "PutLocalObject"))];

    private static HashSet<string> WritableBy(DescribedApi described, DescribedOperation operation, ExampleBodies examples)
    {
        var names = examples.NamesOf(operation).Append("tenant_id");
        // A template's use may say all that a new space may.
        return (operation.Id == "UseTemplate" ? names.Concat(examples.NamesOf(described.Operations["CreateCampaignSpace"])) : names).ToHashSet(StringComparer.Ordinal);
    }

    // What must be there, and what an asset without a file needs besides.
    private static JsonObject Least(DescribedOperation operation, ExampleBodies examples)
    {
        var required = examples.NamesOf(operation, required: true).Concat(operation.Id == "UploadAsset" ? ["asset_name"] : []).ToHashSet(StringComparer.Ordinal);
        return new JsonObject(examples.MembersOf(operation)!.Where(member => required.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    private static (string Table, string Column) PlaceOf(DescribedOperation operation, string member) => (operation.Id, member) switch
    {
        ("UpdateSpacePerformance", _) => (Tables[operation.Id], $"total_{member}"),
        ("UploadAsset", "skip_duplicate_check") => (Tables[operation.Id], "is_duplicate_allowed"),
        ("StartDirectUpload", "file_size" or "mime_type") => ("direct_uploads", member),
        _ => (Tables[operation.Id], member),
    };

    private static IEnumerable<string> Differing(SortedDictionary<string, JsonNode?> plain, SortedDictionary<string, JsonNode?> with) =>
        plain.Keys.Union(with.Keys, StringComparer.Ordinal)
            .Where(key => plain.ContainsKey(key) != with.ContainsKey(key) || (key.StartsWith("new ", StringComparison.Ordinal) && !JsonNode.DeepEquals(plain[key], with[key])))
            .Select(key => key.Replace("new ", string.Empty, StringComparison.Ordinal))
            // Which is told of it.
            .Except(["audit_events.changes", "audit_events.resource_name"], StringComparer.Ordinal);

    private static JsonNode Another(Slot slot, JsonNode? current, Random random, Stage stage) => slot switch
    {
        { Name: "asset_type" } => (string?)current == "headline" ? "description" : "headline",
        { Name: "currency" } => (string?)current == "EUR" ? "CHF" : "EUR",
        { Name: "time_zone" } => "Europe/Vienna",
        { Name: "public_url" } => "https://example.org/a",
        { Name: "mime_type" } => "text/csv",
        { Name: "campaign_start_date" } => "2026-01-22",
        { Name: "campaign_end_date" } => "2026-12-31",
        { IsId: true } => stage["space_id"],
        { IsArray: true } => new JsonArray(random.Text(8)),
        { IsObject: true } => new JsonObject { [random.Text(8)] = random.Next(1000) },
        { IsNumber: true } => random.Next(1000, 9999),
        { IsText: true } => random.Text(12),
        _ when slot.Schema["enum"] is JsonArray choices => choices.First(choice => !JsonNode.DeepEquals(choice, current))!.DeepClone(),
        _ => !((bool?)current ?? false),
    };

    private static bool IsStored(JsonNode value, JsonNode? stored) => stored is not null && ((string?)(stored as JsonValue)?.ToString() == "set" || SameJson.Are(value.ToJsonString(), stored.ToJsonString()));

    private async Task<Stage> SetStageAsync()
    {
        var tenantId = TokenFixture.NewTenant();
        var http = new HttpClient { BaseAddress = tokens.Api.Address };
        clients.Add(http);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issuer.Token(tenantId, EveryRole));
        return await Stage.SetAsync(new TenantApi(http, tenantId));
    }
}
