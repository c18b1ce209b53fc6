using System.Text.Json.Serialization;

namespace CampaignFunctions.Http.Describe;

/// <summary>Why a call failed (RFC 9457). Some codes add members of their own, such as existing_asset_id.</summary>
/// <param name="Type">A URI that names the sort of problem; it is not an address.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">For people: what was wrong and what would be right.</param>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="TraceId">Finds this call in the logs.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, string Code, string TraceId)
{
    /// <summary>Member → messages, when the input was invalid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = null!;
}
