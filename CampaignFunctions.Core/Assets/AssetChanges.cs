using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>Between an asset and the members of it that callers write.</summary>
internal static class AssetChanges
{
    /// <summary>The asset as its writable members, for changes to be laid over.</summary>
    public static AssetInput ToInput(this CampaignAsset asset) => new()
    {
        AssetName = asset.AssetName,
        AssetType = asset.AssetType,
        BrandId = asset.BrandId,
        ExternalAssetId = asset.ExternalAssetId,
        PublicUrl = asset.PublicUrl,
        Title = asset.Title,
        Description = asset.Description,
        AdCopyText = asset.AdCopyText,
        HeadlineText = asset.HeadlineText,
        CtaText = asset.CtaText,
        Tags = asset.Tags,
        PerformanceData = asset.PerformanceData,
        PlatformMetadata = asset.PlatformMetadata,
        PlatformVariants = asset.PlatformVariants,
        ImportMetadata = asset.ImportMetadata,
    };

    public static void ApplyTo(this AssetInput input, CampaignAsset asset, DateTimeOffset now)
    {
        if (asset.ExternalAssetId != input.ExternalAssetId)
            asset.ForgetPerformance();

        asset.AssetName = input.AssetName!;
        asset.AssetType = input.AssetType!.Value;
        asset.BrandId = input.BrandId;
        asset.ExternalAssetId = input.ExternalAssetId;
        asset.PublicUrl = input.PublicUrl;
        asset.Title = input.Title;
        asset.Description = input.Description;
        asset.AdCopyText = input.AdCopyText;
        asset.HeadlineText = input.HeadlineText;
        asset.CtaText = input.CtaText;
        asset.Tags = Tags.Normalise(input.Tags ?? []);
        asset.PerformanceData = input.PerformanceData ?? JsonObjects.Empty;
        asset.PlatformMetadata = input.PlatformMetadata ?? JsonObjects.Empty;
        asset.PlatformVariants = input.PlatformVariants ?? JsonObjects.Empty;
        asset.ImportMetadata = input.ImportMetadata ?? JsonObjects.Empty;
        asset.UpdatedAt = now;
    }
}
