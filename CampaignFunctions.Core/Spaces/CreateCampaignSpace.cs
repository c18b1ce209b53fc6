using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Makes a campaign space for the tenant.</summary>
public sealed class CreateCampaignSpace(CampaignDb db, TenantContext tenant, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(CampaignSpaceInput input, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        var space = new CampaignSpace
        {
            TenantId = tenant.TenantId,
            Id = Guid.CreateVersion7(now),
            UserId = tenant.UserId,
            CampaignName = input.CampaignName!,
            CampaignSlug = string.Empty,
            Platform = input.Platform!.Value,
            Currency = input.Currency!,
            ImportMetadata = JsonObjects.Empty,
            TemplateMetadata = JsonObjects.Empty,
            CreatedAt = now,
        };
        input.ApplyTo(space, tenant.UserId, now);

        db.Add(space);
        await db.SaveChangesAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
