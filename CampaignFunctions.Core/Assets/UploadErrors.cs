using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Assets;

/// <summary>What can be wrong with an upload as a whole.</summary>
public static class UploadErrors
{
    public static OperationError TooLarge(long maxBytes) =>
        new(ErrorKind.TooLarge, "file_too_large", $"A file through this API has at most {maxBytes} bytes. Larger ones go to the bucket directly: POST /campaign-assets/campaign-spaces/{{space_id}}/uploads.")
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["max_bytes"] = maxBytes },
        };

    public static OperationError TooLargeForDirect(long maxBytes) =>
        new(ErrorKind.TooLarge, "file_too_large", $"A file has at most {maxBytes} bytes.")
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["max_bytes"] = maxBytes },
        };

    public static OperationError Empty() => OperationError.Invalid("file", "is empty.");

    public static OperationError FileRequired(AssetType assetType) =>
        OperationError.Invalid("file", $"is required for an asset of type {Json.WireName.Of(assetType)}.");
}
