using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Validation;

/// <summary>Letters and digits of any script, in groups joined by '-'.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SlugAttribute : RegularExpressionAttribute
{
    /// <summary>What every dialect of regular expressions can say of it: Python, among others, knows no classes of letters.</summary>
    public const string PublishedPattern = @"^[^\s-]+(-[^\s-]+)*$";

    public SlugAttribute()
        : base(@"[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*") => ErrorMessage = "must be letters and digits joined by '-', such as summer-sale-2026.";
}
