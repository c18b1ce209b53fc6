using System.Text.Json.Nodes;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>What an attacker may have got hold of: everything that names something of the victim's, by the name it goes by.</summary>
internal sealed class ForeignValues(string tenantId, IReadOnlySet<Guid> ids)
{
    private readonly Dictionary<string, List<string>> byName = new(StringComparer.Ordinal);
    private readonly List<string> allIds = [.. ids.Select(id => $"{id}").Order(StringComparer.Ordinal)];

    public string TenantId => tenantId;

    public IReadOnlySet<Guid> Ids => ids;

    public IReadOnlyList<string> AllIds => allIds;

    public void Add(string name, string value)
    {
        if (value.Length is 0 or > 1000)
            return;
        if (!byName.TryGetValue(name, out var values))
            byName[name] = values = [];
        if (!values.Contains(value, StringComparer.Ordinal))
            values.Add(value);
    }

    /// <summary>Every text of an answer, under its member's name.</summary>
    public void Add(JsonNode? answer)
    {
        switch (answer)
        {
            case JsonArray items:
                foreach (var item in items)
                    Add(item);
                break;
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    foreach (var text in value as IEnumerable<JsonNode?> ?? [value])
                    {
                        if (text?.GetValueKind() == System.Text.Json.JsonValueKind.String)
                            Add(name, (string)text!);
                    }

                    Add(value);
                }

                break;
        }
    }

    /// <summary>What goes by this name.</summary>
    public IReadOnlyList<string> Named(string name) => byName.GetValueOrDefault(name) ?? [];
}
