using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>Platforms as the unified ad-reporting models spell them (https://github.com/fivetran/dbt_ad_reporting), beside our own names.</summary>
internal static class WarehousePlatform
{
    private static readonly Dictionary<string, Platform> ByName = Names();

    /// <summary>For messages.</summary>
    public static string Known { get; } = string.Join(", ", ByName.Keys);

    public static bool TryParse(string name, out Platform platform) => ByName.TryGetValue(name, out platform);

    /// <summary>Every spelling of a platform, in lower case.</summary>
    public static IEnumerable<string> Spellings(Platform platform) => ByName.Where(name => name.Value == platform).Select(name => name.Key);

    private static Dictionary<string, Platform> Names()
    {
        var names = Enum.GetValues<Platform>().ToDictionary(platform => WireName.Of(platform), StringComparer.OrdinalIgnoreCase);
        names["facebook_ads"] = Platform.Meta;
        names["linkedin_ads"] = Platform.Linkedin;
        names["twitter_ads"] = Platform.Twitter;
        names["tiktok_ads"] = Platform.Tiktok;
        names["snapchat_ads"] = Platform.Snapchat;
        names["pinterest_ads"] = Platform.Pinterest;
        names["reddit_ads"] = Platform.Reddit;
        return names;
    }
}
