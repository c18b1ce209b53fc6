using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Performance;

/// <summary>What one campaign or ad did on one day, in the account's currency and time zone.</summary>
public sealed class DailyPerformance : ITenantOwned
{
    public required string TenantId { get; init; }
    public required Platform Platform { get; init; }
    public required string AccountId { get; init; }
    public required PerformanceLevel Level { get; init; }

    /// <summary>The platform's campaign id or ad id.</summary>
    public required string ExternalId { get; init; }
    public required DateOnly Day { get; init; }
    public long Impressions { get; init; }
    public long Clicks { get; init; }
    public decimal Spend { get; init; }
    public decimal Conversions { get; init; }
    public decimal Revenue { get; init; }
}
