using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>The fields of an upload form beside its file.</summary>
public sealed record AssetForm : AssetDetails
{
    /// <summary>The file's name when left out.</summary>
    [Text(255, MinimumLength = 1)]
    public string? AssetName { get; init; }

    /// <summary>True: make a second asset of the same bytes in this space; it shares the stored file.</summary>
    public bool SkipDuplicateCheck { get; init; }
}
