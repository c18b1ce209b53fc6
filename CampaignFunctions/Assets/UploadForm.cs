using CampaignFunctions.Core.Assets;
using CampaignFunctions.Core.Media;

namespace CampaignFunctions.Assets;

/// <summary>An upload form, read: its fields and, received into the store already, its file.</summary>
public sealed record UploadForm(AssetForm Fields, ReceivedFile? File);
