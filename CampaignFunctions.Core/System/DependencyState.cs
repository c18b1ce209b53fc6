namespace CampaignFunctions.Core.SystemState;

public enum DependencyStatus
{
    Up,
    Down,
}

/// <summary>How a dependency answered: after how many milliseconds and, when it is down, why, in words that give nothing away.</summary>
public sealed record DependencyState(DependencyStatus Status, decimal LatencyMs, string? Reason)
{
    public static DependencyState Up { get; } = new(DependencyStatus.Up, LatencyMs: 0, Reason: null);

    public static DependencyState Down(string reason) => new(DependencyStatus.Down, LatencyMs: 0, reason);
}
