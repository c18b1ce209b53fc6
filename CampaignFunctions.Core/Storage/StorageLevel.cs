namespace CampaignFunctions.Core.Storage;

/// <summary>How full a tenant's storage is: <c>warning</c> from 75 %, <c>critical</c> from 90 %, <c>exceeded</c> from 100 %.</summary>
public enum StorageLevel
{
    Normal,
    Warning,
    Critical,
    Exceeded,
}
