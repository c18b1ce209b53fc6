using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Core.Media;

/// <summary>Whether an event that came to nothing is expected again.</summary>
public enum EventState
{
    Waiting,

    /// <summary>It was answered for good; somebody may look at why.</summary>
    Parked,
}

/// <summary>An event about an object that came to nothing so far.</summary>
public sealed class UnsettledEvent : ITenantOwned
{
    /// <summary><see cref="Tenancy.TenantId.Nobody"/> where the event names no tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Of an event that cannot be read, which one it was.</summary>
    public required string ObjectName { get; init; }

    /// <summary>0 where the event does not say.</summary>
    public required long Generation { get; init; }
    public required int Attempts { get; init; }
    public required EventState State { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
}
