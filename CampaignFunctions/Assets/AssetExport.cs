using CampaignFunctions.Core.Assets;

namespace CampaignFunctions.Assets;

/// <summary>All campaign assets selected, and how many they are.</summary>
internal sealed record AssetExport(IReadOnlyList<CampaignAssetResource> Assets, long Total);
