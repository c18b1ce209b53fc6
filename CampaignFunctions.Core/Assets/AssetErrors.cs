using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Assets;

public static class AssetErrors
{
    /// <summary>The same for an id of another tenant's and one that was never given.</summary>
    public static OperationError NotFound() => new(ErrorKind.NotFound, "campaign_asset_not_found", "Campaign asset not found.");

    public static OperationError Duplicate(Guid existingAssetId) =>
        new(ErrorKind.Conflict, "duplicate_asset", "This space has an asset with the same bytes already. Use that one, or send skip_duplicate_check=true for a second asset that shares the file.")
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["existing_asset_id"] = existingAssetId },
        };

    public static OperationError SpaceDeleted() =>
        new(ErrorKind.Conflict, "campaign_space_deleted", "The asset's campaign space is deleted. Restore the space first; it brings back the assets that were deleted with it.");

    public static OperationError NoFile() => new(ErrorKind.NotFound, "file_not_found", "This asset has no file.");

    /// <summary>The store is there and the file is not: no fault of the caller's, and nothing that passes.</summary>
    public static OperationError FileLost() =>
        new(ErrorKind.Internal, "file_lost", "This asset has a file, and the store no longer has its bytes. That is a fault on our side, which asking again does not mend; the trace_id finds it in the logs.");

    public static OperationError HasNoFileFor(AssetType assetType) =>
        OperationError.Invalid("asset_type", $"cannot become {WireName.Of(assetType)}: this asset has no file. Upload the file as a new asset.");

    public static OperationError NoThumbnail(string state) =>
        new(ErrorKind.NotFound, "thumbnail_not_found", $"This asset has no thumbnail (processing_status is {state}).");
}
