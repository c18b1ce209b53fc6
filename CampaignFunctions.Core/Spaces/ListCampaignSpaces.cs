using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Spaces;

public sealed class ListCampaignSpaces(CampaignDb db)
{
    public Task<Result<CampaignSpacePage>> RunAsync(CampaignSpaceQuery query, CancellationToken cancellation) =>
        CampaignSpacePage.ReadAsync(db, query, list: "campaign_spaces", cancellation);
}
