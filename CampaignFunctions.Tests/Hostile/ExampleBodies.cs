using System.Text;
using System.Text.Json.Nodes;
using CampaignFunctions.Tests.OpenApi;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Hostile;

/// <summary>The bodies the document gives as examples, with one member of a test's own.</summary>
internal sealed class ExampleBodies(DescribedApi described, Random random)
{
    private const string Boundary = "an-attack";
    private const string Mark = "here-goes-the-value";

    private readonly Slots slots = new(described);

    /// <summary>Whether forms have a file where their example has one.</summary>
    public bool SendsFiles { get; init; } = true;

    public static string TextOf(JsonNode? value) => value switch
    {
        JsonArray several => string.Join(',', several.Select(TextOf)),
        JsonValue text when text.GetValueKind() == System.Text.Json.JsonValueKind.String => (string)text!,
        null => string.Empty,
        _ => value.ToJsonString(),
    };

    public JsonNode Harmless(JsonObject schema)
    {
        if ((schema["enum"] ?? schema["items"]?["enum"]) is JsonArray choices)
            return random.Of([.. choices])!.DeepClone();
        if ((string?)schema["format"] is "date" or "date-time")
            return "2026-01-22";
        var type = schema["type"] is JsonArray several ? (string?)several.First(one => (string?)one != "null") : (string?)schema["type"];
        return type switch
        {
            "boolean" => random.Next(2) == 0,
            // Where there is more room it is for bytes: a quota should be one that lets others' attacks happen.
            "integer" or "number" => (string?)schema["format"] == "int64" ? 20_000_000_000 : random.Next(1, 100),
            _ => "text",
        };
    }

    /// <summary>Null when the operation has no body. A value that belongs elsewhere leaves the body as it is.</summary>
    public RequestBytes? With(DescribedOperation operation, Slot slot, JsonNode? value)
    {
        if (MembersOf(operation) is not { } members)
            return null;
        if (slot.Place is not ("body" or "form"))
            return ToBytes(operation, members);

        var at = members;
        var steps = slot.Name.Split('.');
        foreach (var step in steps[..^1])
        {
            var inner = at[step] as JsonObject ?? [];
            at[step] = inner.Parent is null ? inner : at[step];
            at = inner;
        }

        at[steps[^1]] = value?.DeepClone();
        return ToBytes(operation, members);
    }

    /// <summary>The same with bytes that need not be JSON, or text at all. In a form they are the field's; as a file they are its name.</summary>
    public RequestBytes WithBytes(DescribedOperation operation, Slot slot, byte[] value)
    {
        var body = With(operation, slot, Mark)!;
        var mark = Encoding.ASCII.GetBytes(slot.Place == "body" ? $"\"{Mark}\"" : Mark);
        var at = body.Bytes.AsSpan().IndexOf(mark);
        return body with { Bytes = [.. body.Bytes[..at], .. value, .. body.Bytes[(at + mark.Length)..]] };
    }

    /// <summary>The document's own example. What only some rows may become is left out, or such that all may.</summary>
    public JsonObject? MembersOf(DescribedOperation operation)
    {
        if (ContentOf(operation) is not var (_, content))
            return null;

        var schema = slots.Resolved(content["schema"]!);
        var members = content["example"]?.DeepClone().AsObject() ?? [];
        foreach (var (name, member) in schema["properties"]!.AsObject().Where(property => slots.Resolved(property.Value!)["enum"] is not null))
        {
            if (schema["required"]?.AsArray().Any(required => (string?)required == name) != true)
                members.Remove(name);
            else if (name == "asset_type")
                members[name] = "ad_copy";
        }

        if (members.ContainsKey("mime_type"))
            members["mime_type"] = "text/plain";
        if (!SendsFiles)
            members.Remove("file");
        return members;
    }

    /// <summary>What its members are called, or those of them that must be there.</summary>
    public IReadOnlyList<string> NamesOf(DescribedOperation operation, bool required = false)
    {
        if (ContentOf(operation) is not var (_, content))
            return [];

        var schema = slots.Resolved(content["schema"]!);
        return required
            ? [.. (schema["required"]?.AsArray() ?? []).Select(name => (string)name!)]
            : [.. schema["properties"]!.AsObject().Select(member => member.Key)];
    }

    public RequestBytes ToBytes(DescribedOperation operation, JsonObject members)
    {
        var (type, _) = ContentOf(operation)!.Value;
        if (!type.StartsWith("multipart/", StringComparison.Ordinal))
            return new RequestBytes(Encoding.UTF8.GetBytes(members.ToJsonString()), type);

        var form = new StringBuilder();
        foreach (var (name, value) in members.Where(member => member.Key != "file"))
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{TextOf(value)}\r\n");
        if (members.TryGetPropertyValue("file", out var file))
            form.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{TextOf(file)}.txt\"\r\nContent-Type: text/plain\r\n\r\n{random.Text(20)}\r\n");
        return new RequestBytes(Encoding.UTF8.GetBytes($"{form}--{Boundary}--\r\n"), $"{type}; boundary={Boundary}");
    }

    private static (string Type, JsonNode Content)? ContentOf(DescribedOperation operation) =>
        operation.Definition["requestBody"]?["content"]?.AsObject().First() is var (type, content) ? (type, content!) : null;
}
