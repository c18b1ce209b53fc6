using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Json;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>The named schemas of the document, made into what requests and answers each promise.</summary>
internal sealed class DocumentSchemas(OpenApiDocument document)
{
    private readonly IDictionary<string, IOpenApiSchema> named = document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);

    public OpenApiSchema Resolve(IOpenApiSchema schema) =>
        schema is OpenApiSchemaReference reference ? Resolve(named[reference.Reference.Id!]) : (OpenApiSchema)schema;

    // Those the serialiser refuses unknown members of; a few requests of others' making pass over them.
    private readonly HashSet<IOpenApiSchema> strict = [.. document.Components!.Schemas?.Values.Where(schema => !schema.AdditionalPropertiesAllowed) ?? []];

    /// <summary>Answers may gain members without notice: clients must pass over those they don't know.</summary>
    public void Open()
    {
        foreach (var schema in named.Values.OfType<OpenApiSchema>())
            schema.AdditionalPropertiesAllowed = true;
    }

    /// <summary>A request: unknown members are refused, and a required member that has an initial value may be left out but not null.</summary>
    public IOpenApiSchema AsInput(IOpenApiSchema reference, Type type)
    {
        var input = Resolve(reference);
        Close(input, []);

        foreach (var name in input.Required ?? new HashSet<string>(StringComparer.Ordinal))
            input.Properties![name] = NeverNull(input.Properties[name]);

        foreach (var (name, value) in InitialValues(type))
        {
            input.Properties![name] = WithDefault(input.Properties[name], value);
            input.Required?.Remove(name);
        }

        return reference;
    }

    /// <summary>A PUT: the same members, none required, none with an initial value.</summary>
    public IOpenApiSchema AsChanges(IOpenApiSchema reference, Type type)
    {
        var input = Resolve(AsInput(reference, type));
        var inputName = ((OpenApiSchemaReference)reference).Reference.Id!;
        var name = (inputName.EndsWith("Input", StringComparison.Ordinal) ? inputName[..^"Input".Length] : inputName) + "Changes";
        if (!named.ContainsKey(name))
        {
            var changes = (OpenApiSchema)input.CreateShallowCopy();
            changes.Required = null;
            changes.Properties = input.Properties!.ToDictionary(member => member.Key, member => WithDefault(member.Value, value: null), StringComparer.Ordinal);
            changes.Description = "Members left out stay as they are; null clears those that can be null.";
            named[name] = changes;
        }

        return new OpenApiSchemaReference(name, document);
    }

    /// <summary>Drops the schemas that no operation leads to.</summary>
    public void Prune(IEnumerable<OpenApiOperation> operations)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            foreach (var parameter in operation.Parameters ?? [])
                Reach(parameter.Schema, used);
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                Reach(content.Schema, used);
            foreach (var content in (operation.Responses ?? []).Values.SelectMany(response => response.Content?.Values ?? []))
                Reach(content.Schema, used);
        }

        foreach (var name in named.Keys.Where(name => !used.Contains(name)).ToList())
            named.Remove(name);
    }

    private void Reach(IOpenApiSchema? schema, HashSet<string> used)
    {
        if (schema is null)
            return;

        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (used.Add(id))
                Reach(named[id], used);
            return;
        }

        foreach (var part in PartsOf((OpenApiSchema)schema))
            Reach(part, used);
    }

    private void Close(IOpenApiSchema schema, HashSet<IOpenApiSchema> seen)
    {
        var resolved = Resolve(schema);
        if (!seen.Add(resolved))
            return;

        if (strict.Contains(resolved))
            resolved.AdditionalPropertiesAllowed = false;
        foreach (var part in PartsOf(resolved))
            Close(part, seen);
    }

    private static IEnumerable<IOpenApiSchema> PartsOf(OpenApiSchema schema) =>
        new[] { schema.Items, schema.AdditionalProperties }.OfType<IOpenApiSchema>()
            .Concat(schema.Properties?.Values ?? [])
            .Concat(schema.OneOf ?? [])
            .Concat(schema.AnyOf ?? [])
            .Concat(schema.AllOf ?? []);

    /// <summary>What the members are that a caller leaves out: a new record says it itself.</summary>
    private static IEnumerable<(string Name, JsonNode Value)> InitialValues(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is null
            ? []
            : from member in JsonSerializer.SerializeToNode(Activator.CreateInstance(type), type, WireJson.Options)!.AsObject()
              where member.Value is not null
              select (member.Key, member.Value.DeepClone());

    private IOpenApiSchema NeverNull(IOpenApiSchema member)
    {
        if (member is not OpenApiSchema schema)
            return member;
        if (schema.OneOf?.FirstOrDefault(choice => Resolve(choice).Type != JsonSchemaType.Null) is { } value)
            return value;

        schema.Type &= ~JsonSchemaType.Null;
        return schema;
    }

    private static IOpenApiSchema WithDefault(IOpenApiSchema member, JsonNode? value)
    {
        var copy = member.CreateShallowCopy();
        switch (copy)
        {
            case OpenApiSchema schema:
                schema.Default = value;
                break;
            case OpenApiSchemaReference reference:
                reference.Default = value;
                break;
        }

        return copy;
    }
}
