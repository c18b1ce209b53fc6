namespace CampaignFunctions.Core.Performance;

public enum SyncStatus
{
    Running,
    Succeeded,
    Failed,
}
