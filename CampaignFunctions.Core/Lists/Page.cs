namespace CampaignFunctions.Core.Lists;

/// <summary>A part of a list, and where it stands in the whole.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long Total, int Limit, int Offset, bool HasMore, string? NextCursor);
