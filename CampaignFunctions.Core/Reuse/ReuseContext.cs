using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignFunctions.Core.Reuse;

/// <summary>What is known of a reuse, in one object: where it was, and beside that the members its caller gave as reuse_context.</summary>
public sealed record ReuseContext(string ReusedInType, string? ReusedInId, string? ReusedInName)
{
    private static readonly string[] Own = ["reused_in_type", "reused_in_id", "reused_in_name"];

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Members { get; private init; }

    /// <summary>Members of the caller's that are named as ours give way.</summary>
    public static ReuseContext Of(string type, string? id, string? name, JsonElement given)
    {
        var members = given.EnumerateObject()
            .Where(member => !Own.Contains(member.Name, StringComparer.Ordinal))
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

        return new ReuseContext(type, id, name) { Members = members.Count == 0 ? null : members };
    }
}
