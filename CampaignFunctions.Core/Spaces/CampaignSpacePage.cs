using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

public sealed record CampaignSpacePage(
    IReadOnlyList<CampaignSpaceResource> CampaignSpaces, long Total, int Limit, int Offset, bool HasMore, string? NextCursor)
{
    internal static async Task<Result<CampaignSpacePage>> ReadAsync(CampaignDb db, CampaignSpaceQuery query, string list, CancellationToken cancellation)
    {
        var page = await db.SearchableSpaces.AsNoTracking().Matching(query).PageAsync(query, list, CampaignSpaceFilter.SortColumns, cancellation);

        return page.Then<CampaignSpacePage>(found => new CampaignSpacePage(
            [.. found.Items.Select(CampaignSpaceResource.From)], found.Total, found.Limit, found.Offset, found.HasMore, found.NextCursor));
    }
}
