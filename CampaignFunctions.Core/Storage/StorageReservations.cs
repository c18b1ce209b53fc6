using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Storage;

/// <summary>
/// Quota for files on their way: reserved before the bytes are taken, turned into usage when <c>PlaceAsset</c> writes the
/// file's row, released when the file stays out. On connections of their own, for others have to see a reservation at once,
/// whatever transaction its maker is in. None waits for the disk: a reservation that a crash of the database forgets leaves
/// its file unannounced, and files are checked again when they are placed.
/// </summary>
public sealed partial class StorageReservations(
    IServiceScopeFactory scopes, TenantContext tenant, IOptions<TenantOptions> tenants, TimeProvider time, ILogger<StorageReservations> logger)
{
    /// <summary>Makes the reservation so large, or raises it to that.</summary>
    /// <param name="id">The file's, or its key's.</param>
    /// <param name="bytes">What is known of the file's size. Not more than it will have, or what fits would be refused.</param>
    /// <param name="lifetime">After that the sweep releases it.</param>
    /// <param name="cancellation">Of the call that brings the file.</param>
    /// <returns><c>storage_quota_exceeded</c> when so much does not fit; what was reserved before stays.</returns>
    public Task<Result<Nothing>> ReserveAsync(Guid id, long bytes, TimeSpan lifetime, CancellationToken cancellation) =>
        InOwnScopeAsync<Result<Nothing>>(async db =>
        {
            var limit = tenants.Value.DefaultStorageLimitBytes;
            var now = time.GetUtcNow();
            // Two that come under one key raise it one after the other, for each has to see what the other has made.
            var turn = $"storage_reservation {db.TenantId} {id}";
            var reserved = await db.Database.ExecuteSqlAsync(
                $"""
                select pg_advisory_xact_lock(hashtextextended({turn}, 0));
                with unhurried as (
                  select set_config('synchronous_commit', 'off', true)
                ), held as (
                  select bytes from storage_reservations where tenant_id = {db.TenantId} and id = {id} for update
                ), wanted as (
                  select greatest({bytes} - coalesce((select bytes from held), 0), 0) as more from unhurried
                ), counted as (
                  insert into tenants as tenant (tenant_id, storage_reserved_bytes, created_at, updated_at)
                  select {db.TenantId}, more, {now}, {now} from wanted
                  where {bytes} <= {limit} or exists (select from tenants where tenant_id = {db.TenantId})
                  on conflict (tenant_id) do update set
                    storage_reserved_bytes = tenant.storage_reserved_bytes + excluded.storage_reserved_bytes,
                    updated_at = excluded.updated_at
                  where tenant.storage_used_bytes + tenant.storage_reserved_bytes + excluded.storage_reserved_bytes <= coalesce(tenant.storage_limit_bytes, {limit})
                  returning tenant_id
                )
                insert into storage_reservations as reservation (tenant_id, id, bytes, expires_at)
                select {db.TenantId}, {id}, {bytes}, {now + lifetime} from counted
                on conflict (tenant_id, id) do update set bytes = greatest(reservation.bytes, excluded.bytes), expires_at = excluded.expires_at
                """,
                cancellation);

            return reserved > 0 ? new Nothing() : StorageErrors.OverQuota(await TenantStorage.ReadAsync(db, tenants.Value, cancellation), bytes);
        });

    /// <summary>Gives the quota back; there may be none. What cannot be released now expires.</summary>
    public async Task ReleaseAsync(Guid id)
    {
        try
        {
            await InOwnScopeAsync(db => db.Database.ExecuteSqlAsync(
                $"""
                with unhurried as (
                  select set_config('synchronous_commit', 'off', true)
                ), released as (
                  delete from storage_reservations where tenant_id = {db.TenantId} and id = {id} returning bytes
                )
                update tenants set storage_reserved_bytes = storage_reserved_bytes - released.bytes
                from released, unhurried where tenant_id = {db.TenantId}
                """,
                CancellationToken.None));
        }
        catch (Exception exception)
        {
            // The call has an outcome of its own by now, which this must not take the place of.
            LogLeft(exception, id);
        }
    }

    /// <summary>Gives back what those left who came to an end without saying so.</summary>
    public Task ReleaseExpiredAsync(CancellationToken cancellation) =>
        InOwnScopeAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            with released as (
              delete from storage_reservations where tenant_id = {db.TenantId} and expires_at < {time.GetUtcNow()} returning bytes
            )
            update tenants set storage_reserved_bytes = storage_reserved_bytes - (select sum(bytes) from released)
            where tenant_id = {db.TenantId} and exists (select from released)
            """,
            cancellation));

    private async Task<T> InOwnScopeAsync<T>(Func<CampaignDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().ActFor(tenant.TenantId, tenant.UserId);
        return await work(scope.ServiceProvider.GetRequiredService<CampaignDb>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reservation {ReservationId} could not be released; the sweep will, once it has expired")]
    private partial void LogLeft(Exception exception, Guid reservationId);
}
