using System.Text.Json.Nodes;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>For something of the victim's, something of the same shape that nobody has.</summary>
internal sealed class Strangers(ForeignValues foreign, Random random)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public string Of(string name, string value)
    {
        // Which platforms there are is no secret.
        if (name == "platform")
            return value;
        if (!known.TryGetValue(value, out var other))
            known[value] = other = Unknown(value);
        return other;
    }

    public JsonNode? OfQuery(Slot slot, JsonNode? value) => value switch
    {
        _ when !(slot.IsText || slot.IsArray || slot.Name == "tenant_id") => value,
        JsonArray several => new JsonArray([.. several.Select(one => (JsonNode)Of(slot.Name, (string)one!))]),
        JsonValue text => Of(slot.Name, (string)text!),
        _ => value,
    };

    private string Unknown(string value) => value switch
    {
        _ when Guid.TryParse(value, out _) => $"{random.Id()}",
        _ when value == foreign.TenantId => $"stranger-{random.Id():N}",
        { Length: 64 } => Convert.ToHexStringLower([.. random.Id().ToByteArray(), .. random.Id().ToByteArray()]),
        _ => $"nothing {random.Text(12)}",
    };
}
