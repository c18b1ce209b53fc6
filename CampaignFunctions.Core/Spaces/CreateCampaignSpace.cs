using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Makes a campaign space for the tenant.</summary>
public sealed class CreateCampaignSpace(CampaignDb db, TenantContext tenant, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(CampaignSpaceInput input, CancellationToken cancellation)
    {
        var space = input.ToNewSpace(tenant, time.UtcInstant());

        db.Add(space);
        audit.Add(AuditAction.Create, space);
        await db.SaveChangesAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
