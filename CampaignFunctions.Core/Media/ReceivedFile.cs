namespace CampaignFunctions.Core.Media;

/// <summary>A file that has come in whole and lies in the store, but that no row refers to yet.</summary>
/// <param name="FileId">Chosen before the first byte; its object is named by it.</param>
/// <param name="ObjectName">Where the bytes lie.</param>
/// <param name="Sha256">Of all bytes.</param>
/// <param name="SizeBytes">Counted, not claimed.</param>
/// <param name="FileName">The sender's name for it: data, never a path.</param>
/// <param name="ClaimedType">The MIME type the sender said it has, if any.</param>
/// <param name="SniffedType">The MIME type its first bytes prove, if any.</param>
/// <param name="HoldsQuota">A part of the tenant's quota is reserved for it.</param>
public sealed record ReceivedFile(
    Guid FileId, string ObjectName, byte[] Sha256, long SizeBytes, string? FileName, string? ClaimedType, string? SniffedType, bool HoldsQuota);
