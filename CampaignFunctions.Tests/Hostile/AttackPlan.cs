using System.Text.Json.Nodes;
using CampaignFunctions.Http;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>
/// Every operation of the document × every place where a value may stand × every role, with something of the victim's there,
/// over and over with other values until there are enough.
/// </summary>
internal sealed class AttackPlan(Arena arena, params IReadOnlyList<Attacker> by)
{
    public static IReadOnlyList<Attacker> Attackers { get; } =
    [
        new("nobody", Roles: null), new("no role", Roles: []), new("viewer", "viewer"), new("editor", "editor"), new("admin", "admin"),
        new("sync", "sync"), new("operator", "operator"), new("all but operator", "viewer", "editor", "admin", "sync"),
    ];

    // Answers that tell of all tenants at once, by contract: an ad account has one owner (409 account_taken).
    private static readonly HashSet<string> TellsOfAllTenants = new(StringComparer.Ordinal) { "PutAdAccount", "DeleteAdAccount" };

    private readonly Slots slots = new(arena.Described);
    private readonly Random random = Seed.For("attacks");
    private readonly ExampleBodies examples = new(arena.Described, Seed.For("bodies of attacks"));
    private readonly IReadOnlyList<Attacker> attackers = by;

    public IReadOnlyList<Attack> Make(int atLeast)
    {
        var targets = arena.Described.Operations.Values.Select(operation => new Target(operation, [.. slots.Of(operation)], arena)).ToList();
        var attacks = Replays().ToList();
        var requests = attacks.Count;
        for (var round = 0; requests < atLeast; round++)
        {
            foreach (var target in targets)
            {
                foreach (var slot in target.Slots)
                {
                    foreach (var attacker in attackers.Where(attacker => round == 0 || MayCall(target.Operation, attacker)))
                    {
                        if (Attack(target, slot, attacker) is not { } attack)
                            continue;
                        attacks.Add(attack);
                        requests += attack.Twin is null ? 1 : 2;
                    }
                }
            }
        }

        var order = attacks.ToArray();
        random.Shuffle(order);
        return order;
    }

    private static bool MayCall(DescribedOperation operation, Attacker attacker) =>
        Access.Of(operation.Id) is { IsPublic: false } requirement && requirement.AnyOf.Any(role => attacker.Roles?.Contains(role.ToString().ToLowerInvariant(), StringComparer.Ordinal) == true);

    // What the victim sent, word for word and under its own Idempotency-Key, with and without its tenant's name.
    private IEnumerable<Attack> Replays() =>
        from call in arena.Victim.Calls
        // An address the file store signed is the permission itself: who holds it may send that one object, as with a bucket.
        where call.Operation.Id != "PutLocalObject"
        from attacker in attackers
        where !(ActsForTenantInPath(call.Operation) && attacker.Roles?.Contains("operator", StringComparer.Ordinal) == true)
        from query in new[] { call.Query, string.Join('&', call.Query.Split('&').Where(pair => !pair.StartsWith("tenant_id=", StringComparison.Ordinal))) }
        select new Attack(call.Operation, "replay", attacker, $"{call.Operation.Address(Escaped(call.Route))}?{query}")
        {
            Body = call.Body,
            Header = call.Key is null ? null : (CallRecorder.KeyHeader, call.Key),
        };

    private Attack? Attack(Target target, Slot slot, Attacker attacker)
    {
        var (operation, ownRoutes, foreignRoutes) = (target.Operation, target.OwnRoutes, target.ForeignRoutes);
        var hasPath = operation.Parameters("path").Any();
        var isForeignPath = hasPath && (slot.Place == "path" || random.Next(2) == 0);
        if (isForeignPath && ActsForTenantInPath(operation) && attacker.Name == "operator")
        {
            // Which is what an operator is for.
            if (slot.Place == "path")
                return null;
            isForeignPath = false;
        }

        var route = isForeignPath ? ForeignRoute(operation, slot, ownRoutes, foreignRoutes) : hasPath && ownRoutes.Count > 0 ? random.Of(ownRoutes) : new Dictionary<string, string>(StringComparer.Ordinal);
        var value = slot.Place == "path" ? null : ValueFor(operation, slot);
        var extra = Extra(operation, slot);
        var body = examples.With(operation, slot, value);

        var attack = Compose(operation, slot, attacker, route, value, extra, body);
        var canBeToldApart = !Access.Of(operation.Id).IsPublic && !TellsOfAllTenants.Contains(operation.Id) && slot.Place != "header" && slot.Name != "cursor";
        if (!canBeToldApart)
            return attack;

        var strangers = new Strangers(arena.Foreign, random);
        var isOwn = (string name, string id) => ownRoutes.Any(own => own.GetValueOrDefault(name) == id);
        var unknown = route.ToDictionary(pair => pair.Key, pair => isOwn(pair.Key, pair.Value) ? pair.Value : strangers.Of(pair.Key, pair.Value), StringComparer.Ordinal);
        // What is done to one's own is done by then.
        return operation.Method != HttpMethod.Get && unknown.All(pair => route[pair.Key] == pair.Value)
            ? attack
            : attack with { Twin = Compose(operation, slot, attacker, unknown, slot.Place == "query" ? strangers.OfQuery(slot, value) : value, extra, body) };
    }

    private static Attack Compose(
        DescribedOperation operation, Slot slot, Attacker attacker, IReadOnlyDictionary<string, string> route, JsonNode? value, string extra, RequestBytes? body)
    {
        var address = operation.Address(Escaped(route));
        var query = slot.Place == "query" ? $"{slot.Name}={Uri.EscapeDataString(ExampleBodies.TextOf(value))}" : string.Empty;
        return new Attack(operation, $"{slot.Place} {slot.Name}", attacker, $"{address}?{query}{extra}".TrimEnd('?'))
        {
            Body = body,
            Header = slot.Place != "header" ? null : slot.Name == "Cookie" ? ("Cookie", $"tenant_id={ExampleBodies.TextOf(value)}") : (slot.Name, ExampleBodies.TextOf(value)),
        };
    }

    // All of the victim's, or its one id among our own: a stranger's reuse of an asset of ours.
    private Dictionary<string, string> ForeignRoute(
        DescribedOperation operation, Slot slot, IReadOnlyList<IReadOnlyDictionary<string, string>> own, IReadOnlyList<IReadOnlyDictionary<string, string>> foreign)
    {
        var route = new Dictionary<string, string>(slot.Place != "path" || slot.Name == Slot.WholePath || own.Count == 0 ? foreign.Count > 0 ? random.Of(foreign) : [] : random.Of(own), StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters("path"))
        {
            var name = (string)parameter["name"]!;
            var isId = (string?)parameter["schema"]!["format"] == "uuid";
            if (slot.Name == name && foreign.Count > 0)
                route[name] = random.Of(foreign)[name];
            // Sometimes an id of something else altogether.
            if (isId && (!route.ContainsKey(name) || ((slot.Name == name || slot.Name == Slot.WholePath) && random.Next(3) == 0)))
                route[name] = random.Of(arena.Foreign.AllIds);
        }

        return route;
    }

    private JsonNode ValueFor(DescribedOperation operation, Slot slot)
    {
        if (slot is { Place: "query", Name: "cursor" })
            return random.Next(3) == 0 || !arena.Cursors.TryGetValue(operation.Id, out var cursor) ? random.Of([.. arena.Cursors.Values]) : cursor;
        if (slot.LastName is "tenant_id" or "X-Tenant-Id" || (slot.Place == "header" && slot.Name is "Cookie" or "Forwarded"))
            return arena.Foreign.TenantId;
        if (slot is { Place: "header", Name: CallRecorder.KeyHeader })
            return random.Of([.. arena.Victim.Calls.Select(call => call.Key).OfType<string>()]);
        if (slot is { Place: "header", Name: "X-Original-URL" })
            return $"/api/{operation.Address()}";
        if (slot is { Place: "header", Name: "X-HTTP-Method-Override" })
            return random.Of(["GET", "DELETE", "PUT"]);
        if (slot.IsArray)
            return new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)ForeignText(slot))]);
        if (slot.IsObject)
            return new JsonObject { ["id"] = random.Of(arena.Foreign.AllIds), ["tenant_id"] = arena.Foreign.TenantId, ["campaign_space_id"] = random.Of(arena.Foreign.AllIds) };
        return slot.IsText ? ForeignText(slot) : examples.Harmless(slot.Schema);
    }

    private string ForeignText(Slot slot)
    {
        if (slot.IsId)
            return random.Of(arena.Foreign.AllIds);

        // Words of the victim's are only asked for, never stored: who stores them would be shown them later.
        var known = slot.Place == "query" ? arena.Foreign.Named(slot.LastName) : [];
        return random.Next(4) switch
        {
            0 when slot.Place == "query" => random.Of([.. arena.Planted.Values]),
            1 => random.Of(arena.Foreign.AllIds),
            2 when arena.Foreign.Named("gcs_path") is { Count: > 0 } objects => random.Of(objects),
            _ => known.Count > 0 ? random.Of(known) : random.Of(arena.Foreign.AllIds),
        };
    }

    // Long pages, and every other order: a leaking row is then more likely to be among those shown.
    private string Extra(DescribedOperation operation, Slot slot)
    {
        var names = operation.Parameters("query").Select(parameter => (string)parameter["name"]!).ToHashSet(StringComparer.Ordinal);
        var required = string.Concat(operation.Parameters("query").Where(parameter => (bool?)parameter["required"] == true && (string?)parameter["name"] != slot.Name)
            .Select(parameter => $"&{(string)parameter["name"]!}={ExampleBodies.TextOf(examples.Harmless(slots.Resolved(parameter["schema"]!)))}"));
        var extra = required + (names.Contains("limit") && slot.Name is not ("limit" or "cursor") && random.Next(2) == 0 ? "&limit=50" : string.Empty);
        return names.Contains("order_desc") && slot.Name is not ("order_desc" or "cursor") && random.Next(3) == 0 ? $"{extra}&order_desc=false" : extra;
    }

    private static bool ActsForTenantInPath(DescribedOperation operation) => Access.Of(operation.Id).ActsForTenantInPath;

    private static Dictionary<string, string> Escaped(IReadOnlyDictionary<string, string> route) =>
        route.ToDictionary(pair => pair.Key, pair => Uri.EscapeDataString(pair.Value), StringComparer.Ordinal);

    /// <summary>An operation, where something of somebody else's may stand in it, and what its addresses are made of.</summary>
    private sealed record Target(DescribedOperation Operation, IReadOnlyList<Slot> Slots, Arena Arena)
    {
        public IReadOnlyList<IReadOnlyDictionary<string, string>> OwnRoutes { get; } = Own(Operation, Operation.Method == HttpMethod.Get ? Arena.Reader : Arena.Writer);

        public IReadOnlyList<IReadOnlyDictionary<string, string>> ForeignRoutes { get; } = Arena.Victim.RoutesOf(Operation);

        // Some are there to be deleted; the others stay for everything else to be tried on.
        private static IReadOnlyList<IReadOnlyDictionary<string, string>> Own(DescribedOperation operation, TenantCalls own)
        {
            const int ToDelete = 2;
            var live = own.LiveRoutesOf(operation);
            if (live.Count <= ToDelete)
                return live;
            return operation.Method == HttpMethod.Delete ? [.. live.Take(ToDelete)] : [.. live.Skip(ToDelete)];
        }
    }
}
