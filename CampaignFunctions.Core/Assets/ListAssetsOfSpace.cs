using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Spaces;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

/// <summary>The list of assets, of one space, which must be there.</summary>
public sealed class ListAssetsOfSpace(CampaignDb db)
{
    public async Task<Result<AssetPage>> RunAsync(Guid spaceId, AssetQuery query, CancellationToken cancellation)
    {
        if (query.CampaignSpaceId is { } other && other != spaceId)
            return OperationError.Invalid("campaign_space_id", "is another space than that of the address; leave it out.");

        return await db.CampaignSpaces.AnyAsync(space => space.Id == spaceId, cancellation)
            ? await AssetPage.ReadAsync(db, query with { CampaignSpaceId = spaceId }, list: $"assets of {spaceId}", cancellation)
            : SpaceErrors.NotFound();
    }
}
