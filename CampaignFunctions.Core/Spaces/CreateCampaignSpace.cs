using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>Makes a campaign space for the tenant.</summary>
public sealed class CreateCampaignSpace(CampaignDb db, TenantContext tenant, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<CampaignSpaceResource>> RunAsync(CampaignSpaceInput input, CancellationToken cancellation)
    {
        var space = input.ToNewSpace(tenant, time.UtcInstant());

        db.Add(space);
        audit.Add(AuditAction.Create, space);
        // The two rows are one command, which PostgreSQL commits as a whole: the end of a transaction around it would be a round trip more.
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        await db.SaveChangesAsync(cancellation);

        return CampaignSpaceResource.From(space);
    }
}
