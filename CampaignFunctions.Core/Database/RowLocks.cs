using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.DirectUploads;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Database;

/// <summary>
/// Rows locked for this transaction, so that what is compared (If-Match) and merged (PUT) cannot change before it is written.
/// They pass the context's filters like any other query. Where several kinds are locked it is ad account, space, asset, file,
/// reservation, tenant, in that order; "no key update" lets foreign keys point at a locked row meanwhile.
/// </summary>
internal static class RowLocks
{
    public static Task<CampaignSpace?> LockSpaceAsync(this CampaignDb db, Guid id, CancellationToken cancellation) =>
        db.CampaignSpaces
            .FromSql($"select *, xmin from campaign_spaces where tenant_id = {db.TenantId} and id = {id} for no key update")
            .FirstOrDefaultAsync(cancellation);

    public static Task<CampaignSpace?> LockSpaceWithDeletedAsync(this CampaignDb db, Guid id, CancellationToken cancellation) =>
        db.CampaignSpaces
            .FromSql($"select *, xmin from campaign_spaces where tenant_id = {db.TenantId} and id = {id} for no key update")
            .WithDeleted()
            .FirstOrDefaultAsync(cancellation);

    /// <summary>With its stored file.</summary>
    public static Task<CampaignAsset?> LockAssetAsync(this CampaignDb db, Guid id, CancellationToken cancellation) =>
        db.CampaignAssets
            .FromSql($"select *, xmin from campaign_assets where tenant_id = {db.TenantId} and id = {id} for no key update")
            .Include(asset => asset.StoredFile)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>The asset, deleted or not, with its stored file and its space; the space is locked before it.</summary>
    public static async Task<CampaignAsset?> LockAssetInItsSpaceAsync(this CampaignDb db, Guid id, CancellationToken cancellation)
    {
        // Which space an asset is in never changes.
        var spaceId = await db.CampaignAssets.WithDeleted().Where(asset => asset.Id == id).Select(asset => asset.CampaignSpaceId).FirstOrDefaultAsync(cancellation);
        if (spaceId == Guid.Empty || await db.LockSpaceWithDeletedAsync(spaceId, cancellation) is null)
            return null;

        // Change tracking joins the asset and the space that has just been read.
        return await db.CampaignAssets
            .FromSql($"select *, xmin from campaign_assets where tenant_id = {db.TenantId} and id = {id} for no key update")
            .WithDeleted()
            .Include(asset => asset.StoredFile)
            .FirstOrDefaultAsync(cancellation);
    }

    public static Task<AdAccount?> LockAdAccountAsync(this CampaignDb db, AdAccountKey key, CancellationToken cancellation) =>
        db.AdAccounts
            .FromSql($"select *, xmin from ad_accounts where tenant_id = {db.TenantId} and platform = {WireName.Of(key.Platform)} and account_id = {key.AccountId} for no key update")
            .FirstOrDefaultAsync(cancellation);

    /// <summary>Waits for a sync of the account, which holds it for key share.</summary>
    public static Task<AdAccount?> LockAdAccountToDeleteAsync(this CampaignDb db, AdAccountKey key, CancellationToken cancellation) =>
        db.AdAccounts
            .FromSql($"select *, xmin from ad_accounts where tenant_id = {db.TenantId} and platform = {WireName.Of(key.Platform)} and account_id = {key.AccountId} for update")
            .FirstOrDefaultAsync(cancellation);

    public static Task<DirectUpload?> LockDirectUploadAsync(this CampaignDb db, Guid id, CancellationToken cancellation) =>
        db.DirectUploads
            .FromSql($"select * from direct_uploads where tenant_id = {db.TenantId} and id = {id} for no key update")
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellation);

    /// <summary>The tenant acted for, whose row must be there.</summary>
    public static Task<Tenant> LockTenantAsync(this CampaignDb db, CancellationToken cancellation) =>
        db.Tenants
            .FromSql($"select *, xmin from tenants where tenant_id = {db.TenantId} for no key update")
            .SingleAsync(cancellation);
}
