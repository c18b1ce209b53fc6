using CampaignFunctions.Core.Performance;
using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>How daily performance lies in a dataset.</summary>
internal interface IBigQueryProfile
{
    bool Covers(Platform platform);

    /// <summary>Null when it has none of this level.</summary>
    Task<BigQueryReport?> ReportAsync(PerformanceLevel level, CancellationToken cancellation);
}
