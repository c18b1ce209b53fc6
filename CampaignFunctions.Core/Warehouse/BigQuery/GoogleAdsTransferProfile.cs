using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using static CampaignFunctions.Core.Warehouse.BigQuery.BigQueryType;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>
/// What the BigQuery Data Transfer Service makes of Google Ads (https://cloud.google.com/bigquery/docs/google-ads-transformation):
/// tables partitioned by day, of one customer each or of all a manager account has.
/// </summary>
internal sealed class GoogleAdsTransferProfile : IBigQueryProfile
{
    public const string ProfileName = "google_ads_transfer";

    private static readonly BigQueryReport Campaigns = new(
        ProfileName,
        PerformanceLevel.Campaign,
        BigQueryProfiles.Sql("google_ads_transfer_campaign"),
        [new BigQueryTable("p_ads_CampaignBasicStats_*", Common())]);

    private static readonly BigQueryReport Ads = new(
        ProfileName,
        PerformanceLevel.Ad,
        BigQueryProfiles.Sql("google_ads_transfer_ad"),
        [new BigQueryTable("p_ads_AdBasicStats_*", [.. Common(), new BigQueryColumn(["ad_group_ad_ad_id", "ad_id"], Id)])]);

    public bool Covers(Platform platform) => platform == Platform.GoogleAds;

    public Task<BigQueryReport?> ReportAsync(PerformanceLevel level, CancellationToken cancellation) =>
        Task.FromResult<BigQueryReport?>(level == PerformanceLevel.Campaign ? Campaigns : Ads);

    private static BigQueryColumn[] Common() =>
    [
        new("segments_date", Date),
        new("customer_id", Id),
        new("campaign_id", Id),
        new("metrics_clicks", Whole),
        new("metrics_impressions", Whole),
        new("metrics_cost_micros", Whole),
        new("metrics_conversions", Number),
        new("metrics_conversions_value", Number),
    ];
}
