using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Media;

/// <summary>Keeps count of a tenant's events that came to nothing. However many come at once, each is counted once.</summary>
public sealed class UnsettledEvents(CampaignDb db, IOptions<ObjectEventOptions> options, TimeProvider time)
{
    /// <summary>Counts an event, and gives whether it is now to be tried again. One that is parked stays parked, and is counted no more.</summary>
    public async Task<EventState> CountAsync(string objectName, long generation, string reason, CancellationToken cancellation)
    {
        var (max, now) = (options.Value.MaxAttempts, time.UtcInstant());
        var counted = await db.Database
            .SqlQuery<string>(
                $"""
                insert into object_events as event (tenant_id, object_name, generation, attempts, state, reason, first_seen_at, last_seen_at)
                values ({db.TenantId}, {objectName}, {generation}, 1, case when 1 >= {max} then 'parked' else 'waiting' end, {reason}, {now}, {now})
                on conflict (tenant_id, object_name, generation) do update set
                  attempts = event.attempts + 1,
                  state = case when event.attempts + 1 >= {max} then 'parked' else 'waiting' end,
                  reason = excluded.reason,
                  last_seen_at = excluded.last_seen_at
                where event.state = 'waiting'
                returning state as "Value"
                """)
            .ToListAsync(cancellation);

        return counted is [var state] ? WireName.Parse<EventState>(state) : EventState.Parked;
    }

    /// <summary>Parks an event at once: trying it again would change nothing.</summary>
    public Task ParkAsync(string objectName, long generation, string reason, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into object_events (tenant_id, object_name, generation, attempts, state, reason, first_seen_at, last_seen_at)
            values ({db.TenantId}, {objectName}, {generation}, 1, 'parked', {reason}, {now}, {now})
            on conflict (tenant_id, object_name, generation) do nothing
            """,
            cancellation);
    }

    /// <summary>Whether the event came to nothing before.</summary>
    public Task<bool> HasAsync(string objectName, long generation, CancellationToken cancellation) => Of(objectName, generation).AnyAsync(cancellation);

    /// <summary>Forgets an event: it has come to something.</summary>
    public Task SettleAsync(string objectName, long generation, CancellationToken cancellation) => Of(objectName, generation).ExecuteDeleteAsync(cancellation);

    private IQueryable<UnsettledEvent> Of(string objectName, long generation) =>
        db.UnsettledEvents.Where(row => row.ObjectName == objectName && row.Generation == generation);
}
