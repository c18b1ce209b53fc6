using CampaignFunctions.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Idempotency;

/// <summary>What became so far of a key's first request.</summary>
public enum KeyState
{
    /// <summary>There was none, or it is still coming in.</summary>
    New,

    /// <summary>It was answered, or is being answered now.</summary>
    Taken,
}

/// <summary>
/// Looks at a key without taking it, before what comes with it is received: what was answered once is only compared. It looks
/// for the lock among those held, for to try it would be to hold it for a moment.
/// </summary>
public sealed class CheckKey(CampaignDb db, TimeProvider time)
{
    public async Task<KeyState> RunAsync(string key, CancellationToken cancellation)
    {
        var name = IdempotencyKey.LockOf(db.TenantId, key);
        var oldest = time.GetUtcNow() - IdempotencyKey.Lifetime;
        // https://www.postgresql.org/docs/current/view-pg-locks.html: halves of a lock's 64 bits.
        var taken = await db.Database
            .SqlQuery<bool>(
                $"""
                select exists (select from idempotency_keys where tenant_id = {db.TenantId} and key = {key} and created_at > {oldest})
                  or exists (
                    select from pg_locks
                    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()) and objsubid = 1
                      and ((classid::bigint << 32) | objid::bigint) = hashtextextended({name}, 0)) as "Value"
                """)
            .ToListAsync(cancellation);

        return taken.Single() ? KeyState.Taken : KeyState.New;
    }
}
