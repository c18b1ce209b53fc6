namespace CampaignFunctions.Core.SystemState;

/// <summary>Something outside this process that calls need, and a cheap way to ask whether it is there.</summary>
public interface IDependencyCheck
{
    /// <summary>snake_case, such as <c>object_store</c>.</summary>
    string Name { get; }

    /// <summary>Whether calls depend on it, as it is configured here.</summary>
    bool IsUsed => true;

    /// <summary>May throw: what doesn't answer is down, and why stays in the log.</summary>
    Task<DependencyState> CheckAsync(CancellationToken cancellation);
}
