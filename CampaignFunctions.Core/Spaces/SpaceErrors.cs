using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Spaces;

public static class SpaceErrors
{
    /// <summary>The same for an id of another tenant's and one that was never given.</summary>
    public static OperationError NotFound() => new(ErrorKind.NotFound, "campaign_space_not_found", "Campaign space not found.");

    public static OperationError NotATemplate() =>
        new(ErrorKind.NotFound, "template_not_found", "No template has this id. GET /campaign-spaces/templates lists those there are.");
}
