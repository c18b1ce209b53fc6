using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Validation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>What the schema of a type or member cannot tell by itself: the names our converters write, the rules of our own annotations.</summary>
internal sealed class DescribeSchema : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var isNullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true || type != context.JsonTypeInfo.Type;

        if (type.IsEnum)
        {
            schema.Type = TypeOf(JsonSchemaType.String, isNullable);
            schema.Enum = NamesOf(type);
        }
        else if (type == typeof(DateOnly) || type == typeof(DateTimeOffset))
        {
            schema.Type = TypeOf(JsonSchemaType.String, isNullable);
            // A query takes days for instants.
            if (type == typeof(DateTimeOffset) && context.ParameterDescription is not null)
                schema.Format = null;
        }
        else if (type == typeof(decimal))
        {
            // "double" would tell generators to lose digits.
            schema.Type = TypeOf(JsonSchemaType.Number, isNullable);
            schema.Format = null;
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = TypeOf(JsonSchemaType.Object, isNullable);
        }

        var parameter = context.ParameterDescription?.ParameterDescriptor as QueryMember;
        if (parameter?.Values is { } values)
            schema.Enum = [.. values.Select(value => JsonValue.Create(value))];

        // The library leaves out the items of a parameter that lists values of a named schema.
        if (context.JsonTypeInfo.ElementType is { IsEnum: true } item)
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String, Enum = NamesOf(item) };

        // Whatever else the caller gave stands beside the members declared.
        if (type.GetProperties().Any(property => property.IsDefined(typeof(JsonExtensionDataAttribute), inherit: true)))
            schema.AdditionalProperties = new OpenApiSchema { Description = "As the caller gave it." };

        foreach (var annotation in AnnotationsOf(context, parameter))
            Apply(annotation, schema);

        return Task.CompletedTask;
    }

    private static object[] AnnotationsOf(OpenApiSchemaTransformerContext context, QueryMember? parameter) =>
        context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(inherit: true)
        ?? parameter?.ParameterInfo.GetCustomAttributes(inherit: true)
        ?? [];

    private static List<JsonNode> NamesOf(Type type) => [.. Enum.GetNames(type).Select(name => JsonValue.Create(WireName.Of(name)))];

    private static JsonSchemaType TypeOf(JsonSchemaType type, bool isNullable) => isNullable ? type | JsonSchemaType.Null : type;

    /// <summary>The rules of one annotation, where the library knows nothing of it or says it in other words.</summary>
    private static void Apply(object annotation, OpenApiSchema schema)
    {
        switch (annotation)
        {
            case SlugAttribute:
                schema.Pattern = SlugAttribute.PublishedPattern;
                break;
            case WebAddressAttribute:
                schema.Format = "uri";
                schema.Pattern = WebAddressAttribute.PublishedPattern;
                break;
            case RegularExpressionAttribute expression:
                // Annotations match the whole value, JSON Schema any part of it.
                schema.Pattern = $"^(?:{expression.Pattern})$";
                break;
            case MoneyAttribute:
                schema.MultipleOf = 0.0001m;
                break;
            case RangeAttribute { Maximum: double and >= long.MaxValue }:
                // "As large as its type holds", which a JSON number would round.
                schema.Maximum = null;
                break;
            case TagListAttribute:
                schema.MaxItems = TagListAttribute.MaxTags;
                if (schema.Items is OpenApiSchema item)
                    item.MaxLength = TagListAttribute.MaxLength;
                break;
            case TextAttribute { MinimumLength: 0 }:
                schema.MinLength = null;
                break;
        }
    }
}
