using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Assets;

/// <summary>What came of placing an asset. A row only if the space is there.</summary>
/// <param name="StoredFileId">The file the asset refers to: the received one, or one of the same bytes that was there before.</param>
/// <param name="IsNewFile">The received file is the one that stays.</param>
/// <param name="HasRoom">False: the file does not fit, or its bytes were not kept and are not there; what was written must be rolled back.</param>
internal sealed record PlacedAsset(Guid? StoredFileId, bool IsNewFile, bool HasRoom);

/// <summary>
/// Writes an asset and all that counts it in one statement, so that its locks are short: the space's counters, the stored
/// file (one per content; a second arrival of the same bytes waits for the first and shares its row), the asset, its event
/// in the audit, the tenant's usage if the file is new, and what was reserved for it is released. Within the caller's transaction.
/// </summary>
public sealed class PlaceAsset(CampaignDb db, AuditTrail audit, IOptions<TenantOptions> tenants)
{
    internal async Task<PlacedAsset?> RunAsync(CampaignAsset asset, StoredFile? file, ReceivedFile? received, CancellationToken cancellation)
    {
        var assetType = WireName.Of(asset.AssetType);
        var limit = tenants.Value.DefaultStorageLimitBytes;
        var size = file?.SizeBytes ?? 0;
        var reservation = file is null ? null : received?.ReservationId;

        var details = new { campaign_space_id = asset.CampaignSpaceId, file_hash = file is null ? null : Convert.ToHexStringLower(file.Sha256) };

        var placed = await db.Database.SqlQuery<PlacedAsset>(
            SqlText.Of($"""
            with space as (
              update campaign_spaces set asset_count = asset_count + 1, total_asset_size_bytes = total_asset_size_bytes + {size}
              where tenant_id = {db.TenantId} and id = {asset.CampaignSpaceId} and deleted_at is null
              returning id
            ), file as (
              {(received?.Refusal is null ? StoreOrShare(asset, file) : Share(file))}
            ), asset as (
              insert into campaign_assets
                (tenant_id, id, campaign_space_id, brand_id, user_id, asset_name, asset_type, external_asset_id, stored_file_id, is_duplicate_allowed,
                 title, description, ad_copy_text, headline_text, cta_text, tags, created_at, updated_at)
              select {db.TenantId}, {asset.Id}, space.id, {asset.BrandId}, {asset.UserId}, {asset.AssetName}, {assetType}, {asset.ExternalAssetId},
                 (select id from file), {asset.IsDuplicateAllowed}, {asset.Title}, {asset.Description}, {asset.AdCopyText}, {asset.HeadlineText},
                 {asset.CtaText}, {asset.Tags}, {asset.CreatedAt}, {asset.CreatedAt}
              from space
              returning id, asset_name
            ), audited as (
              {audit.InsertOfAssets(AuditAction.Create, details)}
            ), reserved as (
              delete from storage_reservations where tenant_id = {db.TenantId} and id = {reservation}::uuid returning bytes
            ), usage as (
              insert into tenants as tenant (tenant_id, storage_used_bytes, file_count, created_at, updated_at)
              select {db.TenantId}, case when file.is_new then {size} else 0 end, file.is_new::int, {asset.CreatedAt}, {asset.CreatedAt}
              from file left join reserved on true
              where (file.is_new and ({size} <= {limit} or exists (select from tenants where tenant_id = {db.TenantId}))) or reserved.bytes is not null
              on conflict (tenant_id) do update set
                storage_used_bytes = tenant.storage_used_bytes + excluded.storage_used_bytes,
                storage_reserved_bytes = tenant.storage_reserved_bytes - coalesce((select bytes from reserved), 0),
                file_count = tenant.file_count + excluded.file_count,
                updated_at = excluded.updated_at
              where excluded.file_count = 0 or tenant.storage_used_bytes + tenant.storage_reserved_bytes - coalesce((select bytes from reserved), 0)
                + excluded.storage_used_bytes <= coalesce(tenant.storage_limit_bytes, {limit})
              returning tenant_id
            )
            select
              (select id from file) as "StoredFileId",
              coalesce((select is_new from file), false) as "IsNewFile",
              case
                when not exists (select from file) then {file is null}
                else exists (select from file where not is_new) or exists (select from usage)
              end as "HasRoom"
            from space
            """)).ToListAsync(cancellation);

        return placed.SingleOrDefault();
    }

    private FormattableString StoreOrShare(CampaignAsset asset, StoredFile? file) =>
        $"""
        insert into stored_files as stored
          (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
        select {db.TenantId}, {file?.Id}::uuid, {file?.Sha256}::bytea, {file?.ObjectName}, {file?.SizeBytes ?? 0}, {file?.MimeType},
          {WireName.Of(file?.State ?? ProcessingState.None)}, 1, {asset.CreatedAt}
        from space where {file is not null}
        on conflict (tenant_id, sha256) do update set reference_count = stored.reference_count + 1
        returning id, xmax = 0 as is_new
        """;

    /// <summary>No row without bytes: of a file that goes at the same moment nothing is found.</summary>
    private FormattableString Share(StoredFile? file) =>
        $"""
        update stored_files as stored set reference_count = stored.reference_count + 1
        from space where stored.tenant_id = {db.TenantId} and stored.sha256 = {file?.Sha256}::bytea
        returning stored.id, false as is_new
        """;
}
