using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Database;
using CampaignFunctions.Tests.OpenApi;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>Every name anything has, in the document or in the database, and what could stand under it.</summary>
internal static class MemberNames
{
    private static readonly string[] OfFrameworks = ["etag", "version", "xmin", "ctid", "_id", "__proto__", "constructor", "$type", "$id", "$ref", "role", "roles", "is_admin", "sub", "hard", "deleted", "owner_id", "order_by"];

    public static async Task<SortedDictionary<string, JsonNode>> AllAsync(DescribedApi described, ExampleBodies examples)
    {
        var names = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var name in OfFrameworks)
            names[name] = "1";
        foreach (var column in (await Catalogue.ReadAsync()).Columns.Where(column => column.Table != Catalogue.History))
            names[column.Name] = Sample(column.StoreType);

        var slots = new Slots(described);
        foreach (var (_, schema) in described.Document["components"]!["schemas"]!.AsObject())
        {
            foreach (var (name, member) in schema!["properties"]?.AsObject() ?? [])
            {
                var resolved = slots.Resolved(member!);
                names[name] = resolved["properties"] is not null || resolved["type"]?.ToJsonString().Contains("object", StringComparison.Ordinal) == true ? new JsonObject() : examples.Harmless(resolved);
            }
        }

        return names;
    }

    /// <summary>As other conventions spell it.</summary>
    public static IEnumerable<string> SpellingsOf(string name)
    {
        var pascal = string.Concat(name.Split('_').Select(word => word.Length == 0 ? string.Empty : char.ToUpperInvariant(word[0]) + word[1..]));
        return new[] { pascal, JsonNamingPolicy.CamelCase.ConvertName(pascal), name.ToUpperInvariant(), $"{name} ", $"{name}[]", $"body.{name}" }.Where(other => other != name).Distinct(StringComparer.Ordinal);
    }

    private static JsonNode Sample(string storeType) => storeType switch
    {
        "bigint" or "integer" or "smallint" => 7,
        "boolean" => true,
        "jsonb" => new JsonObject(),
        "text[]" => new JsonArray("a"),
        "uuid" => "019a0000-0000-7000-8000-000000000000",
        "date" => "2026-01-22",
        "timestamp with time zone" => "2026-01-22T10:30:00Z",
        _ when storeType.StartsWith("numeric", StringComparison.Ordinal) => 7.5,
        _ => "a",
    };
}
