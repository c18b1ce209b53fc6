namespace CampaignFunctions.Core.Media;

/// <summary>What is known of a file's size before it is there, in bytes.</summary>
/// <param name="Reserved">For so many quota is reserved before the first comes; not more than there will be.</param>
/// <param name="AtLeast">It cannot be less.</param>
/// <param name="AtMost">It cannot be more.</param>
public sealed record AnnouncedSize(long Reserved, long AtLeast, long AtMost)
{
    public static AnnouncedSize Unknown { get; } = new(Reserved: 0, AtLeast: 0, AtMost: long.MaxValue);

    public static AnnouncedSize Exactly(long bytes) => new(bytes, bytes, bytes);
}
