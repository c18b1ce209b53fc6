namespace CampaignFunctions.Core.Media;

/// <summary>What a bucket tells of an object, whichever envelope it came in.</summary>
/// <param name="IsCreation">Whether the object was created; a bucket may tell of other things too.</param>
/// <param name="Bucket">Null where the envelope has no place for it.</param>
/// <param name="ObjectName">As the bucket has it.</param>
/// <param name="Generation">Which object of that name; 0 where the envelope does not say.</param>
public sealed record ObjectEvent(bool IsCreation, string? Bucket, string ObjectName, long Generation);
