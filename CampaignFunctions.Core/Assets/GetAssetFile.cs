using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.Assets;

/// <summary>An asset's file or thumbnail: a short-lived address it can be got from, or else its bytes.</summary>
/// <param name="MimeType">What it is by its bytes.</param>
/// <param name="FileName">Under which name it is saved.</param>
/// <param name="IsAttachment">It may not be shown in place.</param>
/// <param name="ETag">Of its bytes, quoted.</param>
/// <param name="Address">Where the store gives it away itself.</param>
/// <param name="Content">Where it does not; the caller's to dispose of.</param>
public sealed record AssetFile(string MimeType, string FileName, bool IsAttachment, string ETag, Uri? Address, StoredObject? Content);

public sealed partial class GetAssetFile(CampaignDb db, IObjectStore store, ILogger<GetAssetFile> logger)
{
    public async Task<Result<AssetFile>> RunAsync(Guid assetId, bool thumbnail, CancellationToken cancellation)
    {
        if ((await FindAsync(assetId, thumbnail, cancellation)).Failed(out var error, out var found))
            return error;

        var isAttachment = !SafeInline.Allows(found.MimeType);
        var address = await store.SignedUrlAsync(found.ObjectName, found.MimeType, isAttachment ? found.FileName : null, cancellation);
        var content = address is null ? await store.OpenAsync(found.ObjectName, cancellation) : null;
        if (address is not null || content is not null)
            return new AssetFile(found.MimeType, found.FileName, isAttachment, found.ETag, address, content);

        // An asset that is removed for good loses its row first, and its object a moment later.
        if ((await FindAsync(assetId, thumbnail, cancellation)).Failed(out error, out _))
            return error;

        LogLost(found.ObjectName, assetId);
        return AssetErrors.FileLost();
    }

    private async Task<Result<FoundFile>> FindAsync(Guid assetId, bool thumbnail, CancellationToken cancellation)
    {
        var asset = await db.CampaignAssets.AsNoTracking().Include(row => row.StoredFile).FirstOrDefaultAsync(row => row.Id == assetId, cancellation);
        if (asset is null)
            return AssetErrors.NotFound();

        if (asset.StoredFile is not { } file)
            return AssetErrors.NoFile();

        if (!thumbnail)
            return new FoundFile(file.ObjectName, file.MimeType, DownloadName.Of(asset.AssetName, file.MimeType), $"\"{Convert.ToHexStringLower(file.Sha256)}\"");

        return file is { ThumbnailObject: { } name, ThumbnailMimeType: { } mimeType }
            ? new FoundFile(name, mimeType, DownloadName.Of(asset.AssetName, mimeType), $"\"{name[(name.LastIndexOf('/') + 1)..]}\"")
            : AssetErrors.NoThumbnail(WireName.Of(file.State));
    }

    private sealed record FoundFile(string ObjectName, string MimeType, string FileName, string ETag);

    [LoggerMessage(Level = LogLevel.Error, Message = "{ObjectName} of asset {AssetId} is not in the store, which is there: the file is lost")]
    private partial void LogLost(string objectName, Guid assetId);
}
