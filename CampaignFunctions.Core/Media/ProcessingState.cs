namespace CampaignFunctions.Core.Media;

/// <summary>Where a stored file is on its way from upload to thumbnail; <see cref="None"/>: it has nothing to process.</summary>
public enum ProcessingState
{
    None,
    Pending,
    Ready,
    Failed,
}
