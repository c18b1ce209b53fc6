using System.Diagnostics;
using System.Text.Json;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Audit;

/// <summary>
/// Writes who did what to which resource, in the transaction of what was done: either both are there or neither is. Whoever writes
/// a row of a resource says so here, and what wrote nothing leaves no event.
/// </summary>
public sealed class AuditTrail(CampaignDb db, TenantContext tenant, TimeProvider time)
{
    private static string? TraceId => Activity.Current?.TraceId.ToHexString();

    /// <summary>Goes with the next save, in one batch with what it tells of.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="subject">To what.</param>
    /// <param name="changes">From <see cref="ChangedMembers"/>, where members were written.</param>
    /// <param name="details">Ids and counts that belong to it; never what callers wrote in free text.</param>
    internal void Add(AuditAction action, AuditSubject subject, JsonElement? changes = null, object? details = null)
    {
        var now = time.UtcInstant();
        db.Add(new AuditEvent
        {
            TenantId = tenant.TenantId,
            Id = TimeOrderedId.At(now),
            OccurredAt = now,
            UserId = tenant.UserId,
            Action = action,
            ResourceType = subject.Type,
            ResourceId = subject.Id,
            ResourceName = subject.Name,
            Changes = changes,
            Details = Json(details),
            TraceId = TraceId,
        });
    }

    /// <summary>
    /// The same as a part of a statement by hand: an event of every asset in <c>asset</c>, a row source of that statement with the
    /// columns id and asset_name. See <see cref="SqlText"/>.
    /// </summary>
    internal FormattableString InsertOfAssets(AuditAction action, object? details = null)
    {
        var now = time.UtcInstant();
        return
            $"""
            insert into audit_events
              (tenant_id, id, occurred_at, user_id, action, resource_type, resource_id, resource_name, details, trace_id)
            select
              {tenant.TenantId}, uuid_v7({now}), {now}, {tenant.UserId}, {WireName.Of(action)}, {WireName.Of(AuditedResource.CampaignAsset)},
              asset.id::text, asset.asset_name, {Json(details)}::jsonb, {TraceId}
            from asset
            """;
    }

    private static JsonElement? Json(object? details) => details is null ? null : JsonSerializer.SerializeToElement(details, WireJson.Options);
}
