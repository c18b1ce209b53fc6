namespace CampaignFunctions.Core.Assets;

/// <summary>What an asset is to its campaign.</summary>
public enum AssetType
{
    Image,
    Video,
    AdCopy,
    Headline,
    Description,
    CallToAction,
    Document,
    PerformanceData,
    Other,
}
