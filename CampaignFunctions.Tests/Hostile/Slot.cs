using System.Text.Json.Nodes;
using CampaignFunctions.Tests.OpenApi;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>A place in a request where something of somebody else's may stand.</summary>
/// <param name="Place">path, query, header, body or form; the document says of each operation which it has.</param>
/// <param name="Name">The parameter or member; a member of a member is <c>overrides.budget</c>.</param>
/// <param name="Schema">What belongs there, with nothing left to look up.</param>
internal sealed record Slot(string Place, string Name, JsonObject Schema)
{
    public const string WholePath = "*";

    public string LastName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>A list of texts of any kind.</summary>
    public bool IsArray => Has("array") && Schema["items"]?["enum"] is null;

    /// <summary>Free members, of which nothing is said.</summary>
    public bool IsObject => Has("object");

    /// <summary>Text of which anything may be made, so also somebody else's id.</summary>
    public bool IsText => Has("string") && Schema["enum"] is null && (string?)Schema["format"] is not ("date" or "date-time");

    public bool IsNumber => Has("integer") || Has("number");

    public bool IsId => (string?)Schema["format"] == "uuid";

    private bool Has(string type) => Schema["type"] is JsonArray several ? several.Any(one => (string?)one == type) : (string?)Schema["type"] == type;
}

/// <summary>The slots of an operation, by its document.</summary>
internal sealed class Slots(DescribedApi described)
{
    private readonly SchemaChecker schemas = new(described.Document);

    public IEnumerable<Slot> Of(DescribedOperation operation)
    {
        var path = operation.Parameters("path").ToList();
        if (path.Count > 0)
            yield return new Slot("path", Slot.WholePath, []);

        foreach (var place in new[] { "path", "query", "header" }.Where(place => place != "path" || path.Count > 1))
        {
            foreach (var parameter in operation.Parameters(place))
                yield return new Slot(place, (string)parameter["name"]!, Resolved(parameter["schema"]!));
        }

        // What no document names: a stranger's tenant, wherever some framework or proxy would look for one.
        if (operation.Parameters("query").All(parameter => (string?)parameter["name"] != "user_id"))
            yield return new Slot("query", "user_id", new JsonObject { ["type"] = "string" });
        foreach (var name in new[] { "X-Tenant-Id", "tenant_id", "X-User-Id", "X-Original-URL", "X-HTTP-Method-Override", "Cookie", "Forwarded" })
            yield return new Slot("header", name, new JsonObject { ["type"] = "string" });

        foreach (var (type, content) in operation.Definition["requestBody"]?["content"]?.AsObject() ?? [])
        {
            var place = type.StartsWith("multipart/", StringComparison.Ordinal) ? "form" : "body";
            var schema = schemas.Resolve(content!["schema"]!);
            foreach (var slot in Members(place, string.Empty, schema))
                yield return slot;
            if (schema["properties"]?["tenant_id"] is null)
                yield return new Slot(place, "tenant_id", new JsonObject { ["type"] = "string" });
        }
    }

    /// <summary>The schema itself, not a reference to it, and of several the one that isn't null.</summary>
    public JsonObject Resolved(JsonNode schemaOrReference)
    {
        var schema = schemas.Resolve(schemaOrReference);
        if (schema["oneOf"] is JsonArray choices)
            return Resolved(choices.First(choice => (string?)choice!["type"] != "null")!);
        if (schema["items"] is not { } items)
            return schema;

        var list = schema.DeepClone().AsObject();
        list["items"] = Resolved(items).DeepClone();
        return list;
    }

    private IEnumerable<Slot> Members(string place, string prefix, JsonObject schema)
    {
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var resolved = Resolved(member!);
            yield return new Slot(place, prefix + name, resolved);
            foreach (var slot in Members(place, $"{prefix}{name}.", resolved))
                yield return slot;
        }
    }
}
