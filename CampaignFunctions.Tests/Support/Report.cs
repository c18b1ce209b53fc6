using System.Globalization;
using System.Text;

namespace CampaignFunctions.Tests.Support;

/// <summary>A CSV report as the unified ad-reporting models write it.</summary>
internal sealed class Report
{
    public const string CampaignHeader = "date_day,platform,account_id,account_name,campaign_id,campaign_name,clicks,impressions,spend,conversions,conversions_value";
    public const string AdHeader = "date_day,platform,account_id,account_name,campaign_id,campaign_name,ad_group_id,ad_group_name,ad_id,ad_name,clicks,impressions,spend,conversions,conversions_value";

    private readonly bool isOfAds;
    private readonly StringBuilder lines = new();

    private Report(bool ofAds)
    {
        isOfAds = ofAds;
        lines.Append(ofAds ? AdHeader : CampaignHeader).Append('\n');
    }

    public static Report OfCampaigns() => new(ofAds: false);

    public static Report OfAds() => new(ofAds: true);

    /// <summary>The id is the campaign's or the ad's.</summary>
    public Report Day(
        DateOnly day, string account, string id, long impressions = 1000, long clicks = 10, string spend = "5.5", string conversions = "1", string value = "20", string platform = "google_ads")
    {
        var between = isOfAds ? $"1,Campaign,2,Ad group,{id},Ad" : $"{id},Campaign";
        return Line(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{platform},{account},Account,{between},{clicks},{impressions},{spend},{conversions},{value}"));
    }

    public Report Line(string line)
    {
        lines.Append(line).Append('\n');
        return this;
    }

    public override string ToString() => lines.ToString();
}
