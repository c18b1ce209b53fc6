using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

/// <summary>Which object an asset's file or thumbnail is, and how it may be shown.</summary>
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
            return new AssetFile(file.ObjectName, file.MimeType, asset.AssetName, $"\"{Convert.ToHexStringLower(file.Sha256)}\"");

        return file is { ThumbnailObject: { } name, ThumbnailMimeType: { } mimeType }
            ? new AssetFile(name, mimeType, asset.AssetName, $"\"{name[(name.LastIndexOf('/') + 1)..]}\"")
            : AssetErrors.NoThumbnail(WireName.Of(file.State));
    }
}
