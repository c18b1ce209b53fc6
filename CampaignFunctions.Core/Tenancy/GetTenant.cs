using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Tenancy;

public sealed class GetTenant(CampaignDb db)
{
    public async Task<Result<TenantResource>> RunAsync(CancellationToken cancellation)
    {
        var row = await db.Tenants.AsNoTracking().FirstOrDefaultAsync(cancellation);
        return row is null ? TenantErrors.NotFound() : TenantResource.From(row);
    }
}
