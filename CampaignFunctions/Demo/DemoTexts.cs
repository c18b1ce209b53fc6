using CampaignFunctions.Core.Assets;

namespace CampaignFunctions.Demo;

/// <summary>The words of a demo campaign: five assets without files.</summary>
internal static class DemoTexts
{
    public static IEnumerable<AssetForm> Of(DemoCampaign campaign)
    {
        yield return Text(campaign, AssetType.Headline, "headline A") with { HeadlineText = $"{campaign.Name}: see what is new" };
        yield return Text(campaign, AssetType.Headline, "headline B") with { HeadlineText = $"The {campaign.Category} everyone asks about" };
        yield return Text(campaign, AssetType.AdCopy, "long copy") with { AdCopyText = $"We made {campaign.Name} for people who look twice. Made to last, priced to share, delivered tomorrow." };
        yield return Text(campaign, AssetType.Description, "description") with { Description = $"Copy for {campaign.Objective}." };
        yield return Text(campaign, AssetType.CallToAction, "call to action") with { CtaText = campaign.Category == "b2b" ? "Book a demo" : "Shop now" };
    }

    private static AssetForm Text(DemoCampaign campaign, AssetType type, string name) => new()
    {
        AssetName = $"{campaign.Name} – {name}",
        AssetType = type,
        Tags = [.. campaign.Tags, "text"],
    };
}
