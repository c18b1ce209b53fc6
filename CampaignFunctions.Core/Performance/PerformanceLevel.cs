namespace CampaignFunctions.Core.Performance;

/// <summary>Whose numbers a daily row carries: a campaign's (matched to spaces) or an ad's (matched to assets).</summary>
public enum PerformanceLevel
{
    Campaign,
    Ad,
}
