using CampaignFunctions.Core.Spaces;

namespace CampaignFunctions.Spaces;

/// <summary>All campaign spaces selected, and how many they are.</summary>
internal sealed record CampaignSpaceExport(IReadOnlyList<CampaignSpaceResource> CampaignSpaces, long Total);
