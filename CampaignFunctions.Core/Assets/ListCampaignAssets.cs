using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Assets;

public sealed class ListCampaignAssets(CampaignDb db)
{
    public Task<Result<AssetPage>> RunAsync(AssetQuery query, CancellationToken cancellation) =>
        AssetPage.ReadAsync(db, query, list: "assets", cancellation);
}
