namespace CampaignFunctions.Core.Assets;

/// <summary>What a campaign asset is; snake_case on the wire and in the database (<c>ad_copy</c>).</summary>
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
