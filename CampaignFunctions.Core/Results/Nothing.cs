namespace CampaignFunctions.Core.Results;

/// <summary>The value of an operation that gives none: <c>Result&lt;Nothing&gt;</c> succeeded or failed, that's all.</summary>
public readonly record struct Nothing;
