using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Audit;

/// <summary>Which events: every filter given must hold; the newest first when nothing is said.</summary>
public sealed record AuditEventQuery : PageQuery, IValidatableObject
{
    public const string ByTime = "occurred_at";

    public AuditEventQuery() => OrderBy = ByTime;

    [Description("Any of these actions.")]
    public IReadOnlyList<AuditAction>? Action { get; init; }

    [Description("Any of these kinds.")]
    public IReadOnlyList<AuditedResource>? ResourceType { get; init; }

    [Description("As events tell it: the id; of an ad account {platform}/{account_id}.")]
    [Text(320)]
    public string? ResourceId { get; init; }

    [Description("Who did it.")]
    [Text(255)]
    public string? UserId { get; init; }

    [Description("At or after this day or instant.")]
    public DateTimeOffset? From { get; init; }

    [Description("At or before this instant, or on or before this day.")]
    [EndOfDay]
    public DateTimeOffset? To { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (To < From)
            yield return new ValidationResult("must not be before from.", [nameof(To)]);
    }

    protected override IEnumerable<string> ColumnNames => ListAuditEvents.Columns.Names;
}
