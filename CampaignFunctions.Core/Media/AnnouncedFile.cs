namespace CampaignFunctions.Core.Media;

/// <summary>What is known of a file before its bytes come.</summary>
/// <param name="FileName">The sender's name for it: data, never a path.</param>
/// <param name="ClaimedType">The MIME type the sender says it has, if any.</param>
/// <param name="Size">How large it can be.</param>
/// <param name="Key">The Idempotency-Key it comes under, if any.</param>
public sealed record AnnouncedFile(string? FileName, string? ClaimedType, AnnouncedSize Size, string? Key = null);
