namespace CampaignFunctions.Core.Results;

/// <summary>An If-Match header: the write goes on only if the resource still is what the caller saw (RFC 9110, 13.1.1).</summary>
public sealed record Precondition(IReadOnlyList<string> ETags)
{
    public static Precondition None { get; } = new([]);

    /// <summary>Null when the write may go on.</summary>
    public OperationError? Refuses(string current) =>
        ETags.Count == 0 || ETags.Contains("*", StringComparer.Ordinal) || ETags.Contains(current, StringComparer.Ordinal)
            ? null
            : new OperationError(ErrorKind.PreconditionFailed, "precondition_failed", $"It has changed since: its ETag is {current} now, which If-Match does not name. Get it again and decide anew.");

    /// <summary>The same where a PUT would make a resource that is not there yet: no If-Match can be met.</summary>
    public OperationError? RefusesAbsent() =>
        ETags.Count == 0
            ? null
            : new OperationError(ErrorKind.PreconditionFailed, "precondition_failed", "It does not exist, so If-Match names nothing. Leave If-Match out to make it.");
}
