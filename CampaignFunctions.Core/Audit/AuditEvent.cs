using System.Text.Json;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Audit;

/// <summary>Somebody, or the system, did something to a resource. Written once; nothing changes it.</summary>
public sealed class AuditEvent : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string UserId { get; init; }
    public required AuditAction Action { get; init; }
    public required AuditedResource ResourceType { get; init; }
    public required string ResourceId { get; init; }

    /// <summary>The name then; it stays readable when the resource is gone.</summary>
    public string? ResourceName { get; init; }

    /// <summary>As <see cref="ChangedMembers"/> tells them; null where no members are written.</summary>
    public JsonElement? Changes { get; init; }

    /// <summary>What else belongs to it: ids and counts.</summary>
    public JsonElement? Details { get; init; }

    /// <summary>That of the call, as in problem documents and logs. Events of one call share it.</summary>
    public string? TraceId { get; init; }
}
