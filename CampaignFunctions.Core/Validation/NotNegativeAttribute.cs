using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>A number from 0, as large as its type holds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotNegativeAttribute : RangeAttribute
{
    public NotNegativeAttribute()
        : base(0, double.MaxValue) => ErrorMessage = "must be 0 or more.";
}
