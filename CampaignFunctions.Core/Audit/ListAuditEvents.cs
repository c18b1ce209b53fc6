using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Audit;

public sealed record AuditEventPage(
    IReadOnlyList<AuditEventResource> AuditEvents, long Total, int Limit, int Offset, bool HasMore, string? NextCursor);

/// <summary>Who did what to which resource when.</summary>
public sealed class ListAuditEvents(CampaignDb db)
{
    internal static readonly SortColumns<AuditEvent> Columns = new SortColumns<AuditEvent>(row => row.Id).Add(AuditEventQuery.ByTime, row => row.OccurredAt);

    public async Task<Result<AuditEventPage>> RunAsync(AuditEventQuery query, CancellationToken cancellation)
    {
        var page = await Matching(db.AuditEvents.AsNoTracking(), query).PageAsync(query, list: "audit_events", Columns, cancellation);

        return page.Then<AuditEventPage>(found => new AuditEventPage(
            [.. found.Items.Select(AuditEventResource.From)], found.Total, found.Limit, found.Offset, found.HasMore, found.NextCursor));
    }

    private static IQueryable<AuditEvent> Matching(IQueryable<AuditEvent> events, AuditEventQuery query)
    {
        if (KindsOf(query) is { Count: > 0 } kinds)
            events = events.Where(row => kinds.Contains(row.ResourceType));
        if (query.Action is { Count: > 0 } actions)
            events = events.Where(row => actions.Contains(row.Action));
        if (query.ResourceId is { } resource)
            events = events.Where(row => row.ResourceId == resource);
        if (query.UserId is { } user)
            events = events.Where(row => row.UserId == user);
        if (query.From is { } from)
            events = events.Where(row => row.OccurredAt >= from);
        if (query.To is { } to)
            events = events.Where(row => row.OccurredAt <= to);

        return events;
    }

    // The index of actions begins with the kind: an action alone is that action on any kind.
    private static IReadOnlyList<AuditedResource>? KindsOf(AuditEventQuery query) =>
        query is { ResourceType: null or [], Action.Count: > 0 } ? Enum.GetValues<AuditedResource>() : query.ResourceType;
}
