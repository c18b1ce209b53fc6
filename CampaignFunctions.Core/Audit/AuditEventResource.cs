using System.ComponentModel;
using System.Text.Json;

namespace CampaignFunctions.Core.Audit;

/// <summary>An event of the audit as it is answered.</summary>
public sealed record AuditEventResource(
    Guid Id,
    DateTimeOffset OccurredAt,
    string UserId,
    AuditAction Action,
    AuditedResource ResourceType,
    string ResourceId,
    [property: Description("What the resource was called then.")]
    string? ResourceName,
    [property: Description("Of an update, the members it changed: each { from, to }, or empty where values are not kept (long texts, addresses, metadata).")]
    JsonElement? Changes,
    [property: Description("Ids and counts that belong to it, such as the reuse_id of a reuse.")]
    JsonElement? Details,
    [property: Description("Of the call; events of one call share it.")]
    string? TraceId)
{
    public static AuditEventResource From(AuditEvent row) => new(
        row.Id,
        row.OccurredAt,
        row.UserId,
        row.Action,
        row.ResourceType,
        row.ResourceId,
        row.ResourceName,
        row.Changes,
        row.Details,
        row.TraceId);
}
