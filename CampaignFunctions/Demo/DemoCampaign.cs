using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Demo;

/// <summary>One campaign of the demo: an ordinary day's impressions, clicks per impression, the price of a click, conversions per click, revenue per conversion.</summary>
internal sealed record DemoCampaign(
    string Name, Platform Platform, string Category, string[] Tags, string Objective, decimal Budget,
    int DailyImpressions, double Ctr, decimal Cpc, double ConversionRate, decimal OrderValue)
{
    public static IReadOnlyList<DemoCampaign> All { get; } =
    [
        new("Summer Sale – Search", Platform.GoogleAds, "promotion", ["summer", "sale", "search"], "conversions", 12_000, 9_000, 0.062, 0.85m, 0.048, 74m),
        new("Summer Sale – Feed", Platform.Meta, "promotion", ["summer", "sale", "social"], "conversions", 15_000, 42_000, 0.014, 0.41m, 0.031, 68m),
        new("Summer Sale – Reels", Platform.Meta, "promotion", ["summer", "sale", "video"], "reach", 6_000, 58_000, 0.009, 0.28m, 0.019, 61m),
        new("Brand Search", Platform.GoogleAds, "brand", ["brand", "always-on", "search"], "conversions", 8_000, 3_200, 0.185, 0.22m, 0.094, 82m),
        new("Brand Search", Platform.MicrosoftAds, "brand", ["brand", "always-on", "search"], "conversions", 2_500, 900, 0.151, 0.19m, 0.081, 88m),
        new("Spring Collection Launch", Platform.Tiktok, "launch", ["spring", "launch", "video"], "awareness", 9_000, 88_000, 0.011, 0.19m, 0.012, 49m),
        new("Spring Collection Lookbook", Platform.Pinterest, "launch", ["spring", "launch", "lookbook"], "traffic", 4_000, 21_000, 0.008, 0.33m, 0.022, 71m),
        new("Demo Request – CMOs", Platform.Linkedin, "b2b", ["b2b", "leads"], "leads", 11_000, 2_600, 0.006, 6.40m, 0.071, 310m),
        new("Webinar: Creative That Lasts", Platform.Linkedin, "b2b", ["b2b", "webinar"], "leads", 3_500, 1_900, 0.008, 5.10m, 0.092, 0m),
        new("How It Is Made", Platform.Youtube, "brand", ["brand", "video", "story"], "awareness", 7_000, 31_000, 0.005, 0.52m, 0.006, 58m),
        new("Festival Takeover", Platform.Snapchat, "event", ["festival", "video"], "reach", 5_000, 47_000, 0.007, 0.24m, 0.009, 44m),
        new("Retargeting – Cart", Platform.Meta, "retargeting", ["always-on", "retargeting"], "conversions", 6_500, 7_400, 0.027, 0.63m, 0.083, 79m),
    ];
}
