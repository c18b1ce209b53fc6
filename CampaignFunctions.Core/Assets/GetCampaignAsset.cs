using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

public sealed class GetCampaignAsset(CampaignDb db)
{
    private static readonly Func<CampaignDb, Guid, CancellationToken, Task<CampaignAsset?>> ById = EF.CompileAsyncQuery(
        (CampaignDb db, Guid id, CancellationToken cancellation) =>
            db.CampaignAssets.AsNoTracking().Include(asset => asset.StoredFile).FirstOrDefault(asset => asset.Id == id));

    public async Task<Result<CampaignAssetResource>> RunAsync(Guid id, CancellationToken cancellation)
    {
        var asset = await ById(db, id, cancellation);
        return asset is null ? AssetErrors.NotFound() : CampaignAssetResource.From(asset);
    }
}
