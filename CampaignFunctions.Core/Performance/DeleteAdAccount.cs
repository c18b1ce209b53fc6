using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

/// <summary>
/// Lets go of an ad account: its daily rows go with it, and the totals they fed are recomputed without them, all at once.
/// Another tenant may claim it from then on. It waits for a sync of this tenant that is under way.
/// </summary>
public sealed class DeleteAdAccount(CampaignDb db, RecomputeTotals recomputeTotals)
{
    public async Task<Result<Nothing>> RunAsync(AdAccountKey key, Precondition precondition, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginAsync(cancellation);

        if (await db.LockAdAccountToDeleteAsync(key, cancellation) is not { } account)
            return AdAccountErrors.NotFound();

        if (precondition.Refuses(ETag.Of(account.Version)) is { } refusal)
            return refusal;

        await db.AdAccounts.Where(row => row.Platform == key.Platform && row.AccountId == key.AccountId).ExecuteDeleteAsync(cancellation);

        await recomputeTotals.BeginAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (
              delete from performance_daily
              where tenant_id = {db.TenantId} and platform = {WireName.Of(key.Platform)} and account_id = {key.AccountId}
              returning platform, level, external_id
            )
            insert into changed_performance (platform, level, external_id) select platform, level, external_id from gone
            """,
            cancellation);
        await recomputeTotals.OfSpacesAsync(cancellation);
        await recomputeTotals.OfAssetsAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        return default(Nothing);
    }
}
