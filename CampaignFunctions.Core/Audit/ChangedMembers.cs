using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Audit;

/// <summary>
/// The members in which two states of a resource differ, by their names on the wire: <c>{"budget": {"from": 100, "to": 250}}</c>. Of texts
/// that may be long, addresses (they may be signed) and free JSON only the name is told: <c>{"ad_copy_text": {}}</c>.
/// </summary>
internal static class ChangedMembers
{
    /// <summary>A text that can be longer than this is content, not a name.</summary>
    private const int LongestName = 255;

    /// <summary>Both as the record of members that callers write; an empty object when nothing differs.</summary>
    public static JsonElement Between<T>(T before, T after)
        where T : class
    {
        var (from, to) = (MembersOf(before), MembersOf(after));
        var changes = new JsonObject();
        foreach (var (name, value) in to)
        {
            if (!JsonNode.DeepEquals(from[name], value))
                changes[name] = Told<T>.Names.Contains(name) ? new JsonObject { ["from"] = from[name]?.DeepClone(), ["to"] = value?.DeepClone() } : [];
        }

        return JsonSerializer.SerializeToElement(changes, WireJson.Options);
    }

    private static JsonObject MembersOf<T>(T state) => JsonSerializer.SerializeToNode(state, WireJson.Options)!.AsObject();

    private static class Told<T>
    {
        public static readonly FrozenSet<string> Names =
            typeof(T).GetProperties().Where(IsTold).Select(property => WireName.Of(property.Name)).ToFrozenSet(StringComparer.Ordinal);
    }

    // Whatever is of no kind named here is not told.
    private static bool IsTold(PropertyInfo member)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        if (type == typeof(string))
        {
            return member.GetCustomAttribute<TextAttribute>() is { MaximumLength: <= LongestName }
                || member.IsDefined(typeof(CurrencyAttribute))
                || member.IsDefined(typeof(IanaTimeZoneAttribute));
        }

        return type.IsEnum
            || type == typeof(bool) || type == typeof(long) || type == typeof(decimal) || type == typeof(DateOnly)
            || member.IsDefined(typeof(TagListAttribute));
    }
}
