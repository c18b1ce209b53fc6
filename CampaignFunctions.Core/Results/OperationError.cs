namespace CampaignFunctions.Core.Results;

/// <summary>An expected failure, as a value.</summary>
/// <param name="Kind">The sort of failure.</param>
/// <param name="Code">Stable and machine-readable, such as <c>duplicate_asset</c>.</param>
/// <param name="Detail">For people: what was wrong and what would be right.</param>
public sealed record OperationError(ErrorKind Kind, string Code, string Detail)
{
    /// <summary>Member → messages, on validation failures.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members of the problem document, such as <c>existing_asset_id</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Members { get; init; }

    /// <summary>One member that was wrong, and why.</summary>
    public static OperationError Invalid(string member, string message) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [member] = [message] });

    /// <summary>All members that were wrong, and why.</summary>
    public static OperationError Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(ErrorKind.Invalid, "invalid_input", string.Join(' ', errors.SelectMany(error => error.Value.Select(message => $"{error.Key}: {message}"))))
        {
            Errors = errors,
        };
}
