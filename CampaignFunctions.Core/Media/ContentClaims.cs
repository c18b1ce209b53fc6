using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media.Sniffing;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>Whether what a sender says of a file agrees with what its bytes prove, and which MIME type to store.</summary>
public static class ContentClaims
{
    /// <summary>Answers the MIME type to store.</summary>
    /// <param name="claimedMime">The sender's Content-Type; null, empty and application/octet-stream claim nothing. Parameters are dropped.</param>
    /// <param name="assetType">What the file is to be used as.</param>
    /// <param name="sniffed">What <see cref="ContentSniffer"/> found.</param>
    /// <returns>The MIME type to store, or <c>content_type_mismatch</c>.</returns>
    public static Result<string> Check(string? claimedMime, AssetType assetType, string? sniffed)
    {
        var claimed = ClaimedType.Parse(claimedMime);

        if (claimed is not null && !ClaimAgreement.Holds(claimed, sniffed))
            return MediaErrors.ClaimIsNotContent(claimed, sniffed);

        var stored = Stored(claimed, sniffed);
        return Suits(assetType, stored, sniffed) ? stored : MediaErrors.ContentDoesNotSuit(assetType, stored);
    }

    /// <summary>Whether there is nothing to an asset of this type but its file.</summary>
    public static bool NeedsFile(AssetType assetType) =>
        assetType is AssetType.Image or AssetType.Video or AssetType.Document or AssetType.PerformanceData;

    /// <summary>The content's own type, except where the claim is the more telling of two that agree.</summary>
    private static string Stored(string? claimed, string? sniffed) => (claimed, sniffed) switch
    {
        (null, null) => "application/octet-stream",
        (null, _) => sniffed,
        (_, null) => claimed,
        _ when ClaimAgreement.IsCsvFromWindows(claimed, sniffed) => "text/csv",
        _ when ClaimAgreement.SaysMore(claimed, sniffed) => claimed,
        _ => sniffed,
    };

    private static bool Suits(AssetType assetType, string stored, string? sniffed) => assetType switch
    {
        AssetType.Image => sniffed is not null && stored.StartsWith("image/", StringComparison.Ordinal),
        AssetType.Video => sniffed is not null && stored.StartsWith("video/", StringComparison.Ordinal),
        AssetType.Document => stored is "application/pdf" or "application/rtf" || ClaimAgreement.IsText(stored) || OfficeTypes.IsOffice(stored),
        _ => true,
    };
}
