using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;
using static CampaignFunctions.Core.Warehouse.BigQuery.BigQueryType;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>The unified models of all platforms (https://github.com/fivetran/dbt_ad_reporting).</summary>
internal sealed class AdReportingProfile : IBigQueryProfile
{
    public const string ProfileName = "ad_reporting";

    private static readonly BigQueryReport Campaigns = new(
        ProfileName,
        PerformanceLevel.Campaign,
        BigQueryProfiles.Sql("ad_reporting_campaign"),
        [new BigQueryTable("ad_reporting__campaign_report", Common())]);

    private static readonly BigQueryReport Ads = new(
        ProfileName,
        PerformanceLevel.Ad,
        BigQueryProfiles.Sql("ad_reporting_ad"),
        [new BigQueryTable("ad_reporting__ad_report", [.. Common(), new BigQueryColumn("ad_id", Id)])]);

    public bool Covers(Platform platform) => true;

    public Task<BigQueryReport?> ReportAsync(PerformanceLevel level, CancellationToken cancellation) =>
        Task.FromResult<BigQueryReport?>(level == PerformanceLevel.Campaign ? Campaigns : Ads);

    private static BigQueryColumn[] Common() =>
    [
        new("date_day", DayOrTime),
        new("platform", Text),
        new("account_id", Id),
        new("campaign_id", Id),
        new("clicks", Number),
        new("impressions", Number),
        new("spend", Number),
        new("conversions", Number),
        new("conversions_value", Number),
    ];
}
