using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>Queries of the operator's own, in campaign.sql and, if there is one, ad.sql. Their rows say of which platform they are.</summary>
internal sealed class HouseProfile(string folder) : IBigQueryProfile
{
    public const string ProfileName = "house";
    public const string CampaignFile = "campaign.sql";

    private const string AdFile = "ad.sql";

    public bool Covers(Platform platform) => true;

    public async Task<BigQueryReport?> ReportAsync(PerformanceLevel level, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, level == PerformanceLevel.Campaign ? CampaignFile : AdFile);
        return File.Exists(file)
            ? new BigQueryReport(ProfileName, level, await File.ReadAllTextAsync(file, cancellation), []) { SaysPlatform = true }
            : null;
    }
}
