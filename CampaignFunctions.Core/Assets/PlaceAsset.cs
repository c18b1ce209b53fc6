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
/// <param name="FitsQuota">False: what was written must be rolled back.</param>
internal sealed record PlacedAsset(Guid? StoredFileId, bool IsNewFile, bool FitsQuota);

/// <summary>
/// Writes an asset and all that counts it in one statement, so that its locks are short: the space's counters, the stored
/// file (one per content; a second arrival of the same bytes waits for the first and shares its row), the asset, its event
/// in the audit, the tenant's usage if the file is new, and what was reserved for it is released. Within the caller's transaction.
/// </summary>
public sealed class PlaceAsset(CampaignDb db, AuditTrail audit, IOptions<TenantOptions> tenants)
{
    internal async Task<PlacedAsset?> RunAsync(CampaignAsset asset, StoredFile? file, CancellationToken cancellation)
    {
        var assetType = WireName.Of(asset.AssetType);
        var state = WireName.Of(file?.State ?? ProcessingState.None);
        var limit = tenants.Value.DefaultStorageLimitBytes;
        var size = file?.SizeBytes ?? 0;

        var details = new { campaign_space_id = asset.CampaignSpaceId, file_hash = file is null ? null : Convert.ToHexStringLower(file.Sha256) };

        var placed = await db.Database.SqlQuery<PlacedAsset>(
            SqlText.Of($"""
            with space as (
              update campaign_spaces set asset_count = asset_count + 1, total_asset_size_bytes = total_asset_size_bytes + {size}
              where tenant_id = {db.TenantId} and id = {asset.CampaignSpaceId} and deleted_at is null
              returning id
            ), file as (
              insert into stored_files as stored
                (tenant_id, id, sha256, object_name, size_bytes, mime_type, state, reference_count, created_at)
              select {db.TenantId}, {file?.Id}::uuid, {file?.Sha256}::bytea, {file?.ObjectName}, {size}, {file?.MimeType}, {state}, 1, {asset.CreatedAt}
              from space where {file is not null}
              on conflict (tenant_id, sha256) do update set reference_count = stored.reference_count + 1
              returning id, xmax = 0 as is_new
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
              delete from storage_reservations where tenant_id = {db.TenantId} and id = {file?.Id}::uuid returning bytes
            ), usage as (
              insert into tenants as tenant (tenant_id, storage_used_bytes, file_count, created_at, updated_at)
              select {db.TenantId}, case when file.is_new then {size} else 0 end, file.is_new::int, {asset.CreatedAt}, {asset.CreatedAt}
              from file where (file.is_new and ({size} <= {limit} or exists (select from tenants where tenant_id = {db.TenantId}))) or exists (select from reserved)
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
              not exists (select from file where is_new) or exists (select from usage) as "FitsQuota"
            from space
            """)).ToListAsync(cancellation);

        return placed.SingleOrDefault();
    }
}
