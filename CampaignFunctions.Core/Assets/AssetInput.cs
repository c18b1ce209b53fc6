using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Assets;

/// <summary>The members of a campaign asset that callers write. Its file, counters and performance are not among them.</summary>
public sealed record AssetInput : AssetDetails
{
    [Required]
    [Text(255, MinimumLength = 1)]
    public string? AssetName { get; init; }

    /// <summary>Where the public sees the asset, if anywhere.</summary>
    [Text(2_000)]
    [WebAddress]
    public string? PublicUrl { get; init; }

    [JsonObject]
    public JsonElement? PerformanceData { get; init; }

    [JsonObject]
    public JsonElement? PlatformMetadata { get; init; }

    [JsonObject]
    public JsonElement? PlatformVariants { get; init; }

    [JsonObject]
    public JsonElement? ImportMetadata { get; init; }
}
