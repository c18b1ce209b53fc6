namespace CampaignFunctions.Core.Spaces;

/// <summary>How a campaign space or asset came to be.</summary>
public enum ImportSource
{
    ManualUpload,
    PlatformApi,
    CsvImport,
    BulkImport,
}
