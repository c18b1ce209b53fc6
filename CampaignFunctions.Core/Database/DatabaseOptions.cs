using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Database;

/// <summary>Settings <c>Database:*</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    [Required(ErrorMessage = "Database:ConnectionString is required, such as 'Host=db.example.org;Username=campaign_app;Database=campaigns'.")]
    public string ConnectionString { get; set; } = string.Empty;
}
