namespace CampaignFunctions.Core.Validation;

/// <summary>A bound that is inclusive: given as a day, it means that day's last instant.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndOfDayAttribute : Attribute;
