using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Changes the members given, and only those.</summary>
public sealed class UpdateCampaignSpace(CampaignDb db, TenantContext tenant, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(
        Guid id, Changes<CampaignSpaceInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockSpaceAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        if (precondition.Refuses(ETag.Of(space.Version)) is { } refusal)
            return refusal;

        if (changes.Over(space.ToInput()).Failed(out var error, out var input))
            return error;

        var isMoved = space.Platform != input.Platform;
        input.ApplyTo(space, tenant.UserId, time.UtcInstant());
        await db.SaveChangesAsync(cancellation);

        if (isMoved)
            await ForgetPerformanceOfAssetsAsync(id, cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }

    // Their ads were of the former platform; the same ids on another platform are other ads.
    private Task<int> ForgetPerformanceOfAssetsAsync(Guid id, CancellationToken cancellation) =>
        db.CampaignAssets.WithDeleted()
            .Where(asset => asset.CampaignSpaceId == id && asset.ExternalAssetId != null)
            .ExecuteUpdateAsync(
                asset => asset
                    .SetProperty(row => row.PerformanceLastUpdated, (DateTimeOffset?)null)
                    .SetProperty(row => row.Impressions, 0)
                    .SetProperty(row => row.Clicks, 0)
                    .SetProperty(row => row.Conversions, 0)
                    .SetProperty(row => row.Spend, 0)
                    .SetProperty(row => row.Revenue, 0),
                cancellation);
}
