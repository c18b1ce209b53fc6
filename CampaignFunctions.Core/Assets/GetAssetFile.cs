using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

/// <summary>Which object an asset's file or thumbnail is, how it may be shown and under which name it is saved.</summary>
public sealed record AssetFile(string ObjectName, string MimeType, string FileName, string ETag);

public sealed class GetAssetFile(CampaignDb db)
{
    public async Task<Result<AssetFile>> RunAsync(Guid assetId, bool thumbnail, CancellationToken cancellation)
    {
        var asset = await db.CampaignAssets.AsNoTracking().Include(row => row.StoredFile).FirstOrDefaultAsync(row => row.Id == assetId, cancellation);
        if (asset is null)
            return AssetErrors.NotFound();

        if (asset.StoredFile is not { } file)
            return AssetErrors.NoFile();

        if (!thumbnail)
            return new AssetFile(file.ObjectName, file.MimeType, DownloadName.Of(asset.AssetName, file.MimeType), $"\"{Convert.ToHexStringLower(file.Sha256)}\"");

        return file is { ThumbnailObject: { } name, ThumbnailMimeType: { } mimeType }
            ? new AssetFile(name, mimeType, DownloadName.Of(asset.AssetName, mimeType), $"\"{name[(name.LastIndexOf('/') + 1)..]}\"")
            : AssetErrors.NoThumbnail(WireName.Of(file.State));
    }
}
