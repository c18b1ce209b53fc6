namespace CampaignFunctions.Core.Audit;

/// <summary>What kinds of things the audit tells of.</summary>
public enum AuditedResource
{
    CampaignSpace,
    CampaignAsset,
    AdAccount,
    SyncRun,
    Tenant,
}
