using System.Text.Json;
using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>What can be wrong with a file. No detail names a path.</summary>
public static class MediaErrors
{
    public static OperationError ClaimIsNotContent(string claimed, string? sniffed) => new(
        ErrorKind.UnsupportedContent,
        "content_type_mismatch",
        sniffed is null
            ? $"The file was sent as {claimed}, but its content isn't {claimed} nor anything else recognised. Send a whole file that is {claimed}."
            : $"The file was sent as {claimed}, but its content is {sniffed}. Send it as {sniffed}, or send a file that is {claimed}.");

    public static OperationError ContentDoesNotSuit(AssetType assetType, string stored) => new(
        ErrorKind.UnsupportedContent,
        "content_type_mismatch",
        $"An asset of type {JsonNamingPolicy.SnakeCaseLower.ConvertName(assetType.ToString())} takes {Wanted(assetType)}, but this file's content is {stored}. "
        + "Send such a file, or give the asset the type that fits its content.");

    public static OperationError ObjectUnknown() =>
        new(ErrorKind.NotFound, "object_unknown", "Nothing refers to this object, not yet or no more.");

    public static OperationError ObjectForeign() =>
        new(ErrorKind.Unprocessable, "object_foreign", "No object of this service is called so.");

    public static OperationError EventUnreadable(string what) =>
        new(ErrorKind.Invalid, "event_unreadable", $"This is no event about an object: {what}");

    public static OperationError ProcessingBroke(string exception) =>
        new(ErrorKind.Unprocessable, "processing_broke", $"Processing it broke off with a {exception}.");

    public static OperationError ProcessingExhausted() =>
        new(ErrorKind.Unprocessable, "processing_exhausted", "It has been tried as often as may be.");

    public static OperationError NothingToProcess(string mimeType) =>
        new(ErrorKind.UnsupportedContent, "nothing_to_process", $"There is nothing to look at in a file of type {mimeType}.");

    public static OperationError Unreadable(string reason) =>
        new(ErrorKind.UnsupportedContent, "media_unreadable", reason);

    public static OperationError TooManyPixels(long width, long height, MediaOptions limits) => new(
        ErrorKind.TooLarge,
        "media_too_large",
        $"The picture is {width} × {height} pixels; at most {limits.MaxSide:N0} a side and {limits.MaxPixels:N0} in all are opened.");

    public static OperationError TookTooLong(MediaOptions limits) => new(
        ErrorKind.UnsupportedContent,
        "media_too_slow",
        $"Opening the file took more than the {limits.Timeout.TotalSeconds:0.###} seconds or the memory allowed.");

    private static string Wanted(AssetType assetType) => assetType switch
    {
        AssetType.Image => "an image (image/jpeg, image/png, image/gif, image/webp, image/avif, image/heic, image/tiff, image/bmp, image/svg+xml)",
        AssetType.Video => "a video (video/mp4, video/quicktime, video/webm, video/x-matroska, video/x-msvideo, video/mpeg)",
        AssetType.Document => "a document (application/pdf, office documents, text)",
        _ => "any file",
    };
}
