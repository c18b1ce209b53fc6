using System.ComponentModel;

namespace CampaignFunctions.Http;

/// <summary>How to delete.</summary>
public sealed record DeleteQuery
{
    [Description("Remove for good, with files nothing else refers to. Otherwise it can be restored.")]
    public bool Hard { get; init; }
}
