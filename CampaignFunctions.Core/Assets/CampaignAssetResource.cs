using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Assets;

/// <summary>
/// A campaign asset as it is answered. file_size in bytes, duration in seconds, ctr in percent, money in the currency of its
/// space. What describes the bytes comes from the stored file, which assets share.
/// </summary>
public sealed record CampaignAssetResource(
    Guid Id,
    Guid CampaignSpaceId,
    string TenantId,
    string? BrandId,
    string? UserId,
    string AssetName,
    AssetType AssetType,
    string? ExternalAssetId,
    string? FileUrl,
    string? PublicUrl,
    string? ThumbnailUrl,
    string? GcsPath,
    string? FileHash,
    long? FileSize,
    string? MimeType,
    string? Title,
    string? Description,
    string? AdCopyText,
    string? HeadlineText,
    string? CtaText,
    IReadOnlyList<string> Tags,
    int? Width,
    int? Height,
    decimal? Duration,
    long Impressions,
    long Clicks,
    decimal Conversions,
    decimal Spend,
    decimal Revenue,
    decimal Ctr,
    JsonElement PerformanceData,
    JsonElement PlatformMetadata,
    JsonElement PlatformVariants,
    long ReusedCount,
    DateTimeOffset? LastReusedAt,
    JsonElement ImportMetadata,
    DateTimeOffset? ImportedAt,
    ProcessingState ProcessingStatus,
    string? ProcessingError,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IVersioned
{
    /// <summary>
    /// Changes with the asset's row and with what can change in the answer of its file. The file's own row also says how many assets
    /// share it, which is nothing to this one.
    /// </summary>
    [JsonIgnore]
    public string ETag => FileUrl is null
        ? Results.ETag.Of(Version)
        : Results.ETag.Of(Version, string.Create(CultureInfo.InvariantCulture, $"{ProcessingStatus} {Width} {Height} {Duration} {ThumbnailUrl} {ProcessingError}"));

    private uint Version { get; init; }

    /// <summary>The asset's <see cref="CampaignAsset.StoredFile"/> must have been read with it.</summary>
    public static CampaignAssetResource From(CampaignAsset asset)
    {
        var file = asset.StoredFile;
        return new CampaignAssetResource(
            asset.Id,
            asset.CampaignSpaceId,
            asset.TenantId,
            asset.BrandId,
            asset.UserId,
            asset.AssetName,
            asset.AssetType,
            asset.ExternalAssetId,
            file is null ? null : ApiPath.AssetFile(asset.Id),
            asset.PublicUrl,
            file?.ThumbnailObject is null ? null : ApiPath.AssetThumbnail(asset.Id),
            file?.ObjectName,
            file is null ? null : Convert.ToHexStringLower(file.Sha256),
            file?.SizeBytes,
            file?.MimeType,
            asset.Title,
            asset.Description,
            asset.AdCopyText,
            asset.HeadlineText,
            asset.CtaText,
            asset.Tags,
            file?.Width,
            file?.Height,
            file?.Duration,
            asset.Impressions,
            asset.Clicks,
            asset.Conversions,
            asset.Spend,
            asset.Revenue,
            asset.Ctr,
            asset.PerformanceData,
            asset.PlatformMetadata,
            asset.PlatformVariants,
            asset.ReusedCount,
            asset.LastReusedAt,
            asset.ImportMetadata,
            asset.ImportedAt,
            file?.State ?? ProcessingState.None,
            file?.StateReason,
            asset.CreatedAt,
            asset.UpdatedAt)
        {
            Version = asset.Version,
        };
    }
}
