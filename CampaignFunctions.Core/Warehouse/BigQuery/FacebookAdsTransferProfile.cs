using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using static CampaignFunctions.Core.Warehouse.BigQuery.BigQueryType;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>
/// What the BigQuery Data Transfer Service makes of Facebook Ads (https://cloud.google.com/bigquery/docs/facebook-ads-transformation):
/// an ad's day is one row of AdInsights, and of AdInsightsActions one for each kind of action.
/// </summary>
internal sealed class FacebookAdsTransferProfile : IBigQueryProfile
{
    public const string ProfileName = "facebook_ads_transfer";

    private static readonly BigQueryReport Campaigns = new(ProfileName, PerformanceLevel.Campaign, BigQueryProfiles.Sql("facebook_ads_transfer_campaign"), Tables([]));

    private static readonly BigQueryReport Ads = new(ProfileName, PerformanceLevel.Ad, BigQueryProfiles.Sql("facebook_ads_transfer_ad"), Tables([new("AdId", Id)]));

    public bool Covers(Platform platform) => platform == Platform.Meta;

    public Task<BigQueryReport?> ReportAsync(PerformanceLevel level, CancellationToken cancellation) =>
        Task.FromResult<BigQueryReport?>(level == PerformanceLevel.Campaign ? Campaigns : Ads);

    private static BigQueryTable[] Tables(BigQueryColumn[] ids)
    {
        BigQueryColumn[] keys = [new("DateStart", Date), new("AdAccountId", Id), new("CampaignId", Id), .. ids];
        return
        [
            new("AdInsights", [.. keys, new("Clicks", Whole), new("Impressions", Whole), new("Spend", Number)]),
            new("AdInsightsActions", [.. keys, new("ActionCollection", Text), new("ActionType", Text), new("ActionValue", Number)]),
        ];
    }
}
