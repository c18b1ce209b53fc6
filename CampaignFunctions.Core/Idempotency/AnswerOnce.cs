using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Idempotency;

/// <summary>An answer, whole: what whoever asks again gets to the byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">As on the wire: <c>Location: /api/…</c>.</param>
/// <param name="Body">The bytes.</param>
public sealed record GivenAnswer(int Status, string[] Headers, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>
/// Has a request that came with a key take effect once, however often it comes. Effect and answer are committed together, so
/// whoever repeats it after a crash finds both or neither. An answer that is no success undoes all and is not kept.
/// </summary>
public sealed class AnswerOnce(CampaignDb db, TimeProvider time)
{
    /// <summary>Answers, or gives the answer of the first time.</summary>
    /// <param name="key">The caller's, of the tenant acted for.</param>
    /// <param name="fingerprint">SHA-256 of what is asked.</param>
    /// <param name="answer">Takes effect and answers; what it writes to the database is part of the transaction here.</param>
    /// <param name="cancellation">Gives up, and undoes.</param>
    public async Task<Result<GivenAnswer>> RunAsync(string key, byte[] fingerprint, Func<Task<GivenAnswer>> answer, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        // In this order: what whoever had the lock before has committed is seen by a statement that begins after.
        var isLocked = await TryLockAsync(key, cancellation);
        if (await FindAsync(key, cancellation) is { } kept)
            return kept.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? new GivenAnswer(kept.Status, kept.Headers, kept.Body) : IdempotencyErrors.Reused();

        if (!isLocked)
            return IdempotencyErrors.InProgress();

        var given = await answer();
        if (given.IsSuccess)
        {
            await KeepAsync(key, fingerprint, given);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return given;
    }

    // Held until the transaction is over, however it ends: a killed process leaves no lock behind.
    private async Task<bool> TryLockAsync(string key, CancellationToken cancellation)
    {
        var name = IdempotencyKey.LockOf(db.TenantId, key);
        var locked = await db.Database
            .SqlQuery<bool>($"""select pg_try_advisory_xact_lock(hashtextextended({name}, 0)) as "Value" """)
            .ToListAsync(cancellation);

        return locked.Single();
    }

    private Task<IdempotencyKey?> FindAsync(string key, CancellationToken cancellation)
    {
        var oldest = time.GetUtcNow() - IdempotencyKey.Lifetime;
        return db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key && row.CreatedAt > oldest, cancellation);
    }

    // Who has the lock found none that counts: what stands in the way can only be one that is too old and not swept yet.
    private Task<int> KeepAsync(string key, byte[] fingerprint, GivenAnswer given) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into idempotency_keys (tenant_id, key, fingerprint, status, headers, body, created_at)
            values ({db.TenantId}, {key}, {fingerprint}, {given.Status}, {given.Headers}, {given.Body}, {time.UtcInstant()})
            on conflict (tenant_id, key) do update set
              fingerprint = excluded.fingerprint, status = excluded.status, headers = excluded.headers, body = excluded.body, created_at = excluded.created_at
            """,
            CancellationToken.None);
}
