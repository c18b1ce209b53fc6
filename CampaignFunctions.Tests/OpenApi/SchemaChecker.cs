using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CampaignFunctions.Tests.OpenApi;

/// <summary>
/// Holds JSON against a schema of the document. It knows the keywords the document uses and refuses any other, so that
/// none is ever passed over in silence. Unless it is told otherwise, members no schema declares are findings too.
/// </summary>
internal sealed class SchemaChecker(JsonObject document, bool allowUndeclared = false)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "description", "default", "example", "title" };

    public IReadOnlyList<string> Check(JsonNode schema, JsonNode? value)
    {
        var findings = new List<string>();
        Check(schema, value, "$", findings);
        return findings;
    }

    public JsonObject Resolve(JsonNode schema)
    {
        if ((string?)schema["$ref"] is not { } reference)
            return schema.AsObject();

        JsonNode? target = document;
        foreach (var step in reference.TrimStart('#', '/').Split('/'))
            target = target?[step];
        return target?.AsObject() ?? throw new InvalidOperationException($"{reference} leads nowhere.");
    }

    private void Check(JsonNode schemaOrReference, JsonNode? value, string at, List<string> findings)
    {
        var schema = Resolve(schemaOrReference);
        foreach (var (keyword, rule) in schema)
        {
            if (!Annotations.Contains(keyword) && Violation(keyword, rule!, schema, value, at, findings) is { } violation)
                findings.Add($"{at} {violation}: {Short(value)}");
        }

        if (value is JsonObject members && schema["properties"] is JsonObject declared && schema["additionalProperties"] is null && !allowUndeclared)
            findings.AddRange(members.Where(member => !declared.ContainsKey(member.Key)).Select(member => $"{at}.{member.Key} is not declared"));
    }

    private string? Violation(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at, List<string> findings)
    {
        switch (keyword)
        {
            case "type":
                var types = rule is JsonArray several ? several.Select(type => (string)type!).ToList() : [(string)rule!];
                return types.Exists(type => IsOf(type, value)) ? null : $"is not {string.Join(" or ", types)}";
            case "enum":
                return rule.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)) ? null : "is none of its values";
            case "oneOf":
                var fitting = rule.AsArray().Count(choice => new SchemaChecker(document, allowUndeclared).Check(choice!, value).Count == 0);
                return fitting == 1 ? null : $"fits {fitting} of its choices";
            case "properties":
                foreach (var (name, member) in value as JsonObject ?? [])
                {
                    if (rule[name] is { } declared)
                        Check(declared, member, $"{at}.{name}", findings);
                }

                return null;
            case "required":
                var missing = value is JsonObject members ? rule.AsArray().Select(name => (string)name!).Where(name => !members.ContainsKey(name)).ToList() : [];
                return missing.Count == 0 ? null : $"lacks {string.Join(", ", missing)}";
            case "additionalProperties":
                var further = (value as JsonObject ?? []).Where(member => schema["properties"]?[member.Key] is null).ToList();
                if (rule is JsonObject each)
                    further.ForEach(member => Check(each, member.Value, $"{at}.{member.Key}", findings));
                return rule.GetValueKind() == JsonValueKind.False && further.Count > 0 ? $"has members it refuses ({string.Join(", ", further.Select(member => member.Key))})" : null;
            case "items":
                for (var i = 0; value is JsonArray items && i < items.Count; i++)
                    Check(rule, items[i], $"{at}[{i}]", findings);
                return null;
            case "format":
                return value?.GetValueKind() is null or JsonValueKind.Null || HasFormat((string)rule!, value) ? null : $"is no {rule}";
            case "pattern":
                return value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? null : $"does not match {rule}";
            case "minLength":
                return LengthOf(value) is not { } length || length >= (int)rule ? null : "is too short";
            case "maxLength":
                return LengthOf(value) is not { } width || width <= (int)rule ? null : "is too long";
            case "minItems":
                return value is not JsonArray few || few.Count >= (int)rule ? null : "has too few items";
            case "maxItems":
                return value is not JsonArray many || many.Count <= (int)rule ? null : "has too many items";
            case "minimum":
                return NumberOf(value) is not { } low || low >= NumberOf(rule) ? null : "is too small";
            case "maximum":
                return NumberOf(value) is not { } high || high <= NumberOf(rule) ? null : "is too large";
            case "multipleOf":
                return NumberOf(value) is not { } number || number % NumberOf(rule) == 0 ? null : $"is no multiple of {rule}";
            case "contentMediaType":
                return null;
            default:
                throw new NotSupportedException($"The checker does not know the keyword {keyword} at {at}; teach it, or don't use it.");
        }
    }

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool HasFormat(string format, JsonNode value) => format switch
    {
        "uuid" => Guid.TryParseExact((string)value!, "D", out _),
        "date" => DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => ((string)value!).EndsWith('Z') && DateTimeOffset.TryParse((string)value!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "int32" => int.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _),
        "int64" => long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate((string)value!, UriKind.RelativeOrAbsolute, out _),
        _ => throw new NotSupportedException($"The checker does not know the format {format}; teach it, or don't use it."),
    };

    private static int? LengthOf(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? ((string)value!).EnumerateRunes().Count() : null;

    private static decimal? NumberOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static string Short(JsonNode? value) => (value?.ToJsonString() ?? "null") is { Length: > 200 } text ? $"{text[..200]}…" : value?.ToJsonString() ?? "null";
}
