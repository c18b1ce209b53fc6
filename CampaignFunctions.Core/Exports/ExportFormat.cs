namespace CampaignFunctions.Core.Exports;

public enum ExportFormat
{
    Csv,
    Json,
}
