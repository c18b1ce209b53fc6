using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Media;

/// <summary>
/// Removes assets for good and lets go of their files: the last reference takes the file's row, its bytes from the tenant's
/// usage and, once that is committed, its objects.
/// </summary>
public sealed partial class ReleaseFiles(
    CampaignDb db, IObjectStore store, StorageReservations reservations, AuditTrail audit, TimeProvider time, ILogger<ReleaseFiles> logger)
{
    /// <summary>Drops a file that came in and stays out: its object, and what is reserved for it.</summary>
    public async Task DropAsync(ReceivedFile received)
    {
        await DeleteObjectsAsync(received.Objects, CancellationToken.None);
        if (received.ReservationId is { } reservation)
            await reservations.ReleaseAsync(reservation);
    }

    /// <summary>Within the caller's transaction.</summary>
    /// <returns>The objects nothing refers to any more, for <see cref="DeleteObjectsAsync"/> after the commit.</returns>
    public Task<IReadOnlyList<string>> DeleteAssetsOfSpaceAsync(Guid spaceId, CancellationToken cancellation) =>
        ReleaseAsync(
            $"""
            with asset as (
              delete from campaign_assets where tenant_id = {db.TenantId} and campaign_space_id = {spaceId} returning id, asset_name, stored_file_id
            ), audited as (
              {audit.InsertOfAssets(AuditAction.HardDelete, new { campaign_space_id = spaceId })}
            ), released as (
              select stored_file_id, count(*) as assets from asset where stored_file_id is not null group by stored_file_id
            ), locked as (
              -- Always in the same order: two spaces that share files may go at the same time.
              select id from stored_files where tenant_id = {db.TenantId} and id in (select stored_file_id from released)
              order by id for no key update
            )
            update stored_files as file set reference_count = file.reference_count - released.assets
            from released join locked on locked.id = released.stored_file_id
            where file.tenant_id = {db.TenantId} and file.id = released.stored_file_id
            returning case when file.reference_count = 0 then file.id end as "Value"
            """,
            cancellation);

    /// <inheritdoc cref="DeleteAssetsOfSpaceAsync"/>
    public Task<IReadOnlyList<string>> DeleteAssetAsync(Guid assetId, CancellationToken cancellation) =>
        ReleaseAsync(
            $"""
            with asset as (
              delete from campaign_assets where tenant_id = {db.TenantId} and id = {assetId} returning id, asset_name, stored_file_id
            ), audited as (
              {audit.InsertOfAssets(AuditAction.HardDelete)}
            )
            update stored_files as file set reference_count = file.reference_count - 1
            from asset where file.tenant_id = {db.TenantId} and file.id = asset.stored_file_id
            returning case when file.reference_count = 0 then file.id end as "Value"
            """,
            cancellation);

    /// <summary>After the commit. An object that cannot be deleted now is an orphan, which the sweep collects.</summary>
    public async Task DeleteObjectsAsync(IReadOnlyList<string> objects, CancellationToken cancellation)
    {
        foreach (var name in objects)
        {
            try
            {
                await store.DeleteAsync(name, cancellation);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException or UnauthorizedAccessException)
            {
                LogOrphan(exception, name);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ReleaseAsync(FormattableString deleteAndCount, CancellationToken cancellation)
    {
        var touched = await db.Database.SqlQuery<Guid?>(SqlText.Of(deleteAndCount)).ToListAsync(cancellation);
        var unreferenced = touched.OfType<Guid>().ToArray();
        if (unreferenced.Length == 0)
            return [];

        var removed = await db.Database.SqlQuery<RemovedFile>(
            $"""
            with removed as (
              delete from stored_files where tenant_id = {db.TenantId} and id = any({unreferenced}) and reference_count = 0
              returning object_name, thumbnail_object, size_bytes
            ), usage as (
              update tenants set
                storage_used_bytes = storage_used_bytes - (select coalesce(sum(size_bytes), 0) from removed),
                file_count = file_count - (select count(*) from removed),
                updated_at = {time.GetUtcNow()}
              where tenant_id = {db.TenantId}
            )
            select object_name as "ObjectName", thumbnail_object as "ThumbnailObject" from removed
            """).ToListAsync(cancellation);

        return [.. removed.SelectMany(file => new[] { file.ObjectName, file.ThumbnailObject }).OfType<string>()];
    }

    private sealed record RemovedFile(string ObjectName, string? ThumbnailObject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{ObjectName} could not be deleted; the sweep will")]
    private partial void LogOrphan(Exception exception, string objectName);
}
