using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>Changes the members given of the tenant acted for, which is created when nothing is known of it yet.</summary>
public sealed class PutTenant(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<SavedTenant>> RunAsync(Changes<TenantInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        await using var transaction = await db.BeginAsync(cancellation);

        // Its first upload may create it at the same moment.
        var inserted = await db.Database.ExecuteSqlAsync(
            $"insert into tenants (tenant_id, created_at, updated_at) values ({db.TenantId}, {now}, {now}) on conflict do nothing", cancellation);
        var tenant = await db.LockTenantAsync(cancellation);

        if ((inserted > 0 ? precondition.RefusesAbsent() : precondition.Refuses(ETag.Of(tenant.Version))) is { } refusal)
            return refusal;

        var before = new TenantInput { Name = tenant.Name, StorageLimitBytes = tenant.StorageLimitBytes };
        if (changes.Over(before).Failed(out var error, out var input))
            return error;

        tenant.Name = input.Name;
        tenant.StorageLimitBytes = input.StorageLimitBytes;
        tenant.UpdatedAt = now;
        if (inserted > 0)
            audit.Add(AuditAction.Create, tenant);
        else
            audit.Add(AuditAction.Update, tenant, ChangedMembers.Between(before, input));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return new SavedTenant(TenantResource.From(tenant), inserted > 0);
    }
}

/// <summary>The tenant, and whether it was created just now.</summary>
public sealed record SavedTenant(TenantResource Tenant, bool IsNew);
