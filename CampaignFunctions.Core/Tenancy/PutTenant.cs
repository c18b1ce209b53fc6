using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>Changes the members given of the tenant acted for, which is created when nothing is known of it yet.</summary>
public sealed class PutTenant(CampaignDb db, TimeProvider time)
{
    public async Task<Result<SavedTenant>> RunAsync(Changes<TenantInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        await using var transaction = await db.BeginAsync(cancellation);

        // Its first upload may create it at the same moment.
        var inserted = await db.Database.ExecuteSqlAsync(
            $"insert into tenants (tenant_id, created_at, updated_at) values ({db.TenantId}, {now}, {now}) on conflict do nothing", cancellation);
        var tenant = await db.LockTenantAsync(cancellation);

        if (Refuses(precondition, tenant, isNew: inserted > 0) is { } refusal)
            return refusal;

        if (changes.Over(new TenantInput { Name = tenant.Name, StorageLimitBytes = tenant.StorageLimitBytes }).Failed(out var error, out var input))
            return error;

        tenant.Name = input.Name;
        tenant.StorageLimitBytes = input.StorageLimitBytes;
        tenant.UpdatedAt = now;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return new SavedTenant(TenantResource.From(tenant), inserted > 0);
    }

    // No If-Match, not even *, holds for what was not there (RFC 9110, 13.1.1).
    private static OperationError? Refuses(Precondition precondition, Tenant tenant, bool isNew) =>
        isNew && precondition != Precondition.None ? TenantErrors.NothingToMatch() : precondition.Refuses(ETag.Of(tenant.Version));
}

/// <summary>The tenant, and whether it was created just now.</summary>
public sealed record SavedTenant(TenantResource Tenant, bool IsNew);
