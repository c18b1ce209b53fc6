using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace CampaignFunctions.Http.Describe;

/// <summary>Examples of bodies and answers, made of one example per member name, so that the same campaign is met everywhere.</summary>
internal sealed class Examples(DocumentSchemas schemas)
{
    private const int MembersOfAChange = 3;

    private static readonly Dictionary<string, JsonNode> ByMember = new(StringComparer.Ordinal)
    {
        ["tenant_id"] = "acme",
        ["brand_id"] = "acme-outdoor",
        ["user_id"] = "maria",
        ["imported_by"] = "maria",
        ["campaign_name"] = "Summer Sale 2026",
        ["campaign_slug"] = "summer-sale-2026",
        ["platform"] = "google_ads",
        ["external_campaign_id"] = "21474836480",
        ["campaign_objective"] = "conversions",
        ["target_audience"] = "Hikers between 25 and 45",
        ["description"] = "Tents and boots, until the end of August.",
        ["budget"] = 5000,
        ["currency"] = "USD",
        ["campaign_start_date"] = "2026-06-01",
        ["campaign_end_date"] = "2026-08-31",
        ["category"] = "seasonal",
        ["tags"] = new JsonArray("summer", "sale"),
        ["is_active"] = true,
        ["is_archived"] = false,
        ["is_template"] = false,
        ["import_source"] = "manual_upload",
        ["total_impressions"] = 120000,
        ["total_clicks"] = 3600,
        ["total_spend"] = 1800.5,
        ["total_conversions"] = 90,
        ["total_revenue"] = 7202,
        ["avg_ctr"] = 3,
        ["avg_roas"] = 4,
        ["asset_count"] = 12,
        ["total_asset_size_bytes"] = 31457280,
        ["impressions"] = 120000,
        ["clicks"] = 3600,
        ["spend"] = 1800.5,
        ["conversions"] = 90,
        ["revenue"] = 7202,
        ["ctr"] = 3,
        ["roas"] = 4,
        ["asset_name"] = "Hero banner",
        ["asset_type"] = "image",
        ["external_asset_id"] = "684513207",
        ["title"] = "Everything for the trail",
        ["ad_copy_text"] = "Up to 40 % off tents and boots.",
        ["headline_text"] = "The summer sale is on",
        ["cta_text"] = "Shop now",
        ["mime_type"] = "image/webp",
        ["file_hash"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["file_size"] = 245760,
        ["width"] = 1200,
        ["height"] = 628,
        ["processing_status"] = "ready",
        ["reused_count"] = 2,
        ["reused_in_type"] = "campaign_space",
        ["reused_in_name"] = "Autumn Teaser 2026",
        ["action"] = "update",
        ["resource_type"] = "campaign_space",
        ["resource_name"] = "Summer Sale 2026",
        ["changes"] = new JsonObject { ["budget"] = new JsonObject { ["from"] = 4000, ["to"] = 5000 } },
        ["total"] = 1,
        ["limit"] = 50,
        ["offset"] = 0,
        ["has_more"] = false,
        ["latency_ms"] = 1.4,
        ["file"] = "(bytes)",
    };

    /// <summary>The members a caller would send: those required and those that say something.</summary>
    public JsonNode? OfRequest(IOpenApiSchema? schema)
    {
        if (schema is null)
            return null;

        var input = schemas.Resolve(schema);
        var members = (input.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
            .Where(member => input.Required?.Contains(member.Key) == true || (ByMember.ContainsKey(member.Key) && member.Value.Default is null && !IsCaller(member.Key)))
            .Take(input.Required is null ? MembersOfAChange : int.MaxValue);

        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, OfMember(member.Key, member.Value))));
    }

    public JsonNode? OfAnswer(IOpenApiSchema? schema) => schema is null ? null : Of(schema);

    /// <summary>A problem document of this status, which the function names itself or any like it may answer.</summary>
    public static JsonObject Problem(int status, bool isOwn) => new()
    {
        ["type"] = $"urn:campaign-functions:problem:{CodeOf(status, isOwn)}",
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = "What was wrong, and what would be right.",
        ["code"] = CodeOf(status, isOwn),
        ["trace_id"] = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    private JsonNode? OfMember(string name, IOpenApiSchema schema) =>
        ByMember.TryGetValue(name, out var example) && Fits(example, schemas.Resolve(schema)) ? example.DeepClone() : Of(schema);

    private JsonNode? Of(IOpenApiSchema reference)
    {
        var schema = schemas.Resolve(reference);
        if (schema.OneOf is { Count: > 0 } choices)
            return choices.Select(schemas.Resolve).Any(choice => choice.Type == JsonSchemaType.Null) ? null : Of(choices[0]);
        if (schema.Enum is { Count: > 0 } names)
            return names[0]?.DeepClone();
        if (schema.Default is { } initial)
            return initial.DeepClone();

        return schema.Type switch
        {
            JsonSchemaType.Object => OfObject(schema),
            JsonSchemaType.Array => new JsonArray(Of(schema.Items!)),
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            JsonSchemaType.String => OfText(schema.Format),
            // What may be null is, where no example says otherwise.
            _ => null,
        };
    }

    private JsonObject OfObject(OpenApiSchema schema)
    {
        var members = (schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
            .Select(member => KeyValuePair.Create(member.Key, OfMember(member.Key, member.Value)));
        var example = new JsonObject(members);

        if (schema.AdditionalProperties is { } further)
            example["database"] = Of(further);
        return example;
    }

    private bool Fits(JsonNode example, OpenApiSchema schema) => example.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => schema.Type?.HasFlag(JsonSchemaType.String) != false
            && (EnumOf(schema) is not { } names || names.Any(name => JsonNode.DeepEquals(name, example))),
        System.Text.Json.JsonValueKind.Object => schema.Type?.HasFlag(JsonSchemaType.Object) == true,
        System.Text.Json.JsonValueKind.Array => schema.Type?.HasFlag(JsonSchemaType.Array) == true,
        System.Text.Json.JsonValueKind.Number => schema.Type is { } type && (type.HasFlag(JsonSchemaType.Number) || type.HasFlag(JsonSchemaType.Integer)),
        _ => schema.Type?.HasFlag(JsonSchemaType.Boolean) == true,
    };

    private IList<JsonNode>? EnumOf(OpenApiSchema schema) =>
        schema.Enum is { Count: > 0 } names ? names : schema.OneOf?.Select(choice => schemas.Resolve(choice).Enum).FirstOrDefault(choice => choice is { Count: > 0 });

    private static string OfText(string? format) => format switch
    {
        "uuid" => "0197a1c4-5b1e-7c3d-9a44-2f6b8d0e1a77",
        "date-time" => "2026-06-01T09:30:00Z",
        "date" => "2026-06-01",
        _ => "text",
    };

    private static bool IsCaller(string member) => member is "tenant_id" or "user_id";

    private static string CodeOf(int status, bool isOwn) => status switch
    {
        400 => "invalid_input",
        401 => "unauthenticated",
        403 => "tenant_mismatch",
        404 => "campaign_space_not_found",
        409 => isOwn ? "duplicate_asset" : "idempotency_key_in_use",
        412 => "precondition_failed",
        413 => "body_too_large",
        415 => "unsupported_media_type",
        422 => "idempotency_key_reused",
        429 => "rate_limited",
        416 => "range_not_satisfiable",
        431 => "headers_too_large",
        500 => "file_lost",
        503 => "dependency_unavailable",
        507 => "storage_quota_exceeded",
        _ => "error",
    };
}
