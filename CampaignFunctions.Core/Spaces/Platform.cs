namespace CampaignFunctions.Core.Spaces;

/// <summary>The ad platform a campaign runs on; snake_case on the wire and in the database (<c>google_ads</c>).</summary>
public enum Platform
{
    GoogleAds,
    Meta,
    Linkedin,
    Twitter,
    Tiktok,
    Snapchat,
    Pinterest,
    Reddit,
    AmazonAds,
    MicrosoftAds,
    Youtube,
    Other,
}
