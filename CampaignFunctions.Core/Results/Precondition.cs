namespace CampaignFunctions.Core.Results;

/// <summary>
/// The headers If-Match and If-None-Match of a write: it goes on only if the resource still is what the caller saw, or is not
/// what the caller rules out (RFC 9110, 13.1).
/// </summary>
/// <param name="Wanted">One of these versions; any when there are none.</param>
/// <param name="Unwanted">None of these versions.</param>
public sealed record Precondition(IReadOnlyList<string> Wanted, IReadOnlyList<string> Unwanted)
{
    private const string Any = "*";

    public static Precondition None { get; } = new([], []);

    /// <summary>Null when the write may go on.</summary>
    public OperationError? Refuses(string current)
    {
        if (Wanted.Count > 0 && !Names(Wanted, current))
            return Failed($"It has changed since: its ETag is {current} now, which If-Match does not name. Get it again and decide anew.");

        return Names(Unwanted, current) ? Failed($"It is there already, with the ETag {current}, which If-None-Match rules out.") : null;
    }

    /// <summary>The same where a PUT would make a resource that is not there yet: no If-Match, not even *, can be met.</summary>
    public OperationError? RefusesAbsent() =>
        Wanted.Count == 0 ? null : Failed("It does not exist, so If-Match names nothing. Leave If-Match out to make it.");

    private static bool Names(IReadOnlyList<string> versions, string current) =>
        versions.Contains(Any, StringComparer.Ordinal) || versions.Contains(current, StringComparer.Ordinal);

    private static OperationError Failed(string detail) => new(ErrorKind.PreconditionFailed, "precondition_failed", detail);
}
