using CampaignFunctions.Core.Results;

namespace CampaignFunctions.Core.Media;

/// <summary>A file that has come in whole, but that no row refers to yet.</summary>
/// <param name="FileId">Chosen before the first byte; its object is named by it.</param>
/// <param name="ObjectName">Where the bytes lie, if they were kept.</param>
/// <param name="Sha256">Of all bytes.</param>
/// <param name="SizeBytes">Counted, not claimed.</param>
/// <param name="FileName">The sender's name for it: data, never a path.</param>
/// <param name="ClaimedType">The MIME type the sender said it has, if any.</param>
/// <param name="SniffedType">The MIME type its first bytes prove, if any.</param>
/// <param name="ReservationId">Under which a part of the tenant's quota is reserved for it; null when none is.</param>
/// <param name="Refusal">Null when its bytes lie in the store. Else they were hashed and not kept: it can be a file that the tenant has already, and is refused for this when it isn't.</param>
public sealed record ReceivedFile(
    Guid FileId,
    string ObjectName,
    byte[] Sha256,
    long SizeBytes,
    string? FileName,
    string? ClaimedType,
    string? SniffedType,
    Guid? ReservationId = null,
    OperationError? Refusal = null)
{
    /// <summary>What has to be deleted when it stays out.</summary>
    public IReadOnlyList<string> Objects => Refusal is null ? [ObjectName] : [];
}
