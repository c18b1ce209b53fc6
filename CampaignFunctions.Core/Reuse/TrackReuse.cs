using System.Globalization;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Reuse;

/// <summary>One event of an asset's history, as it is answered when it is tracked.</summary>
public sealed record ReuseEventResource(
    Guid Id,
    DateTimeOffset Timestamp,
    string ReusedInType,
    string? ReusedInId,
    string? ReusedInName,
    Guid? CampaignSpaceId,
    string? UserId,
    ReuseContext Context);

public sealed record TrackedReuse(bool Success, CampaignAssetResource Asset, ReuseEventResource Reuse, string Message);

/// <summary>Records that an asset was used again: the event, and the asset's count and time of its last reuse.</summary>
public sealed class TrackReuse(CampaignDb db, TenantContext tenant, AuditTrail audit, TimeProvider time)
{
    private static readonly Func<CampaignDb, Guid, CancellationToken, Task<CampaignAsset?>> AssetWithFile = EF.CompileAsyncQuery(
        (CampaignDb db, Guid id, CancellationToken cancellation) =>
            db.CampaignAssets.AsNoTracking().Include(asset => asset.StoredFile).FirstOrDefault(asset => asset.Id == id));

    public async Task<Result<TrackedReuse>> RunAsync(Guid assetId, TrackReuseInput input, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        var eventId = TimeOrderedId.At(now);
        var type = input.ReusedInType ?? TrackReuseInput.InCampaignSpace;
        var id = input.ReusedInId ?? input.CampaignSpaceId?.ToString();
        var context = input.ReuseContext ?? JsonObjects.Empty;
        // A space may also be named by reused_in_id alone: then it is linked if it is there, and remembered as told if not.
        var named = input.CampaignSpaceId ?? (type == TrackReuseInput.InCampaignSpace && Guid.TryParse(id, out var space) ? space : null);

        // One statement, so that event and count change together and the asset's row is locked for as short as can be.
        // The space is locked before the asset, as everywhere, and cannot be deleted for good between look and insert.
        var counted = await db.Database.SqlQuery<Counted>(
            SqlText.Of($"""
            with space as (
              select id, campaign_name from campaign_spaces
              where tenant_id = {db.TenantId} and id = {named}::uuid and deleted_at is null
              for key share
            ), asset as (
              update campaign_assets set
                reused_count = reused_count + 1,
                last_reused_at = greatest(last_reused_at, {now}),
                updated_at = greatest(updated_at, {now})
              where tenant_id = {db.TenantId} and id = {assetId} and deleted_at is null
                and ({input.CampaignSpaceId}::uuid is null or exists (select from space))
              returning id, asset_name, reused_count, last_reused_at, updated_at
            ), event as (
              insert into reuse_events
                (tenant_id, asset_id, id, reused_at, campaign_space_id, reused_in_type, reused_in_id, reused_in_name, reuse_context, user_id)
              select
                {db.TenantId}, asset.id, {eventId}, {now}, (select id from space), {type}, {id}::text,
                coalesce({input.ReusedInName}::text, (select campaign_name from space)), {context}::jsonb, {tenant.UserId}
              from asset
              returning reused_in_name, campaign_space_id
            ), audited as (
              {audit.InsertOfAssets(AuditAction.Reuse, new { reuse_id = eventId, reused_in_type = type, reused_in_id = id })}
            )
            select
              asset.reused_count as "ReusedCount", asset.last_reused_at as "LastReusedAt", asset.updated_at as "UpdatedAt",
              event.reused_in_name as "ReusedInName", event.campaign_space_id as "CampaignSpaceId"
            from asset cross join event
            """)).ToListAsync(cancellation);

        if (counted is not [var count])
            return await WhatIsMissingAsync(assetId, cancellation);

        if (await AssetWithFile(db, assetId, cancellation) is not { } asset)
            return AssetErrors.NotFound();

        return new TrackedReuse(
            Success: true,
            // The count this call made, even if others have counted on since.
            CampaignAssetResource.From(asset) with { ReusedCount = count.ReusedCount, LastReusedAt = count.LastReusedAt, UpdatedAt = count.UpdatedAt },
            new ReuseEventResource(
                eventId, now, type, id, count.ReusedInName, count.CampaignSpaceId, tenant.UserId, ReuseContext.Of(type, id, count.ReusedInName, context)),
            string.Create(CultureInfo.InvariantCulture, $"Asset reuse tracked successfully (total reuses: {count.ReusedCount})"));
    }

    private async Task<OperationError> WhatIsMissingAsync(Guid assetId, CancellationToken cancellation) =>
        await db.CampaignAssets.AnyAsync(asset => asset.Id == assetId, cancellation) ? SpaceErrors.NotFound() : AssetErrors.NotFound();

    private sealed record Counted(long ReusedCount, DateTimeOffset LastReusedAt, DateTimeOffset UpdatedAt, string? ReusedInName, Guid? CampaignSpaceId);
}
