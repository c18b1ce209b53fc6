namespace CampaignFunctions.Http.Describe;

/// <summary>The statuses of the problem documents a function answers, beside those any may give; for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FailsAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses { get; } = statuses;
}
