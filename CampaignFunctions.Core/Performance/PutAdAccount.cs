using CampaignFunctions.Core.Audit;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Time;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>The account as it is now, and whether it is the tenant's only since this call.</summary>
public sealed record SavedAdAccount(AdAccountResource Account, bool IsNew);

/// <summary>Makes an ad account the tenant's, unless it is another tenant's already, and changes the members given.</summary>
public sealed class PutAdAccount(CampaignDb db, AuditTrail audit, TimeProvider time)
{
    public async Task<Result<SavedAdAccount>> RunAsync(
        AdAccountKey key, Changes<AdAccountInput> changes, Precondition precondition, CancellationToken cancellation)
    {
        // What is wrong with the members themselves is said before anything is looked up.
        if (changes.Over(new AdAccountInput()).Failed(out var error, out _))
            return error;

        await using var transaction = await db.BeginAsync(cancellation);

        var account = await db.LockAdAccountAsync(key, cancellation);
        if ((account is null ? precondition.RefusesAbsent() : precondition.Refuses(ETag.Of(account.Version))) is { } refusal)
            return refusal;

        var isNew = account is null && await ClaimAsync(key, cancellation);
        account ??= await db.LockAdAccountAsync(key, cancellation);
        if (account is null)
            return AdAccountErrors.Taken();

        var before = ToInput(account);
        if (changes.Over(before).Failed(out error, out var input))
            return error;

        account.AccountName = input.AccountName;
        account.Currency = input.Currency;
        account.TimeZone = input.TimeZone;
        account.UpdatedAt = isNew ? account.CreatedAt : time.UtcInstant();
        if (isNew)
            audit.Add(AuditAction.Create, account);
        else
            audit.Add(AuditAction.Update, account, ChangedMembers.Between(before, input));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return new SavedAdAccount(AdAccountResource.From(account), isNew);
    }

    // "Do nothing" covers the exclusion of a second owner too, and waits for whoever else is inserting the same account:
    // of any number at once, exactly one gets it, and none sees a deadlock.
    private async Task<bool> ClaimAsync(AdAccountKey key, CancellationToken cancellation)
    {
        var now = time.UtcInstant();
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into ad_accounts (tenant_id, platform, account_id, id, created_at, updated_at)
            values ({db.TenantId}, {WireName.Of(key.Platform)}, {key.AccountId}, {TimeOrderedId.At(now)}, {now}, {now})
            on conflict do nothing
            """,
            cancellation) == 1;
    }

    private static AdAccountInput ToInput(AdAccount account) => new()
    {
        AccountName = account.AccountName,
        Currency = account.Currency,
        TimeZone = account.TimeZone,
    };
}
