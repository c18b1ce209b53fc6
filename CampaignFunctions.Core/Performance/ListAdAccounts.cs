using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Performance;

public sealed record AdAccountPage(
    IReadOnlyList<AdAccountResource> AdAccounts, long Total, int Limit, int Offset, bool HasMore, string? NextCursor);

public sealed class ListAdAccounts(CampaignDb db)
{
    internal static readonly SortColumns<AdAccount> Columns = new SortColumns<AdAccount>(account => account.Id)
        .Add("created_at", account => account.CreatedAt)
        .Add("updated_at", account => account.UpdatedAt)
        .Add("platform", account => account.Platform)
        .Add("account_id", account => account.AccountId)
        .Add("account_name", account => account.AccountName ?? string.Empty)
        .Add("synced_through", account => account.SyncedThrough ?? DateOnly.MinValue);

    public async Task<Result<AdAccountPage>> RunAsync(AdAccountQuery query, CancellationToken cancellation)
    {
        var accounts = db.AdAccounts.AsNoTracking();
        if (query.Platform is { Count: > 0 } platforms)
            accounts = accounts.Where(account => platforms.Contains(account.Platform));

        var page = await accounts.PageAsync(query, list: "ad_accounts", Columns, cancellation);

        return page.Then<AdAccountPage>(found => new AdAccountPage(
            [.. found.Items.Select(AdAccountResource.From)], found.Total, found.Limit, found.Offset, found.HasMore, found.NextCursor));
    }
}
