using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Changes the members given, and only those.</summary>
public sealed class UpdateCampaignSpace(CampaignDb db, TenantContext tenant, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(
        Guid id, Changes<CampaignSpaceInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        if (await db.LockSpaceAsync(id, cancellation) is not { } space)
            return SpaceErrors.NotFound();

        if (precondition.Refuses(ETag.Of(space.Version)) is { } refusal)
            return refusal;

        if (changes.Over(space.ToInput()).Failed(out var error, out var input))
            return error;

        input.ApplyTo(space, tenant.UserId, time.UtcInstant());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
