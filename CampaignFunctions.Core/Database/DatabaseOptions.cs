using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Database;

/// <summary>How this process proves to the database who it is.</summary>
public enum DatabaseAuthentication
{
    /// <summary>By what the connection string holds.</summary>
    Password,

    /// <summary>By a Microsoft Entra token of its managed identity (on a developer's machine: of <c>az login</c>), which stands for the password.</summary>
    Entra,
}

/// <summary>Settings <c>Database:*</c>.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";

    [Required(ErrorMessage = "Database:ConnectionString is required, such as 'Host=db.example.org;Username=campaign_app;Database=campaigns'.")]
    public string ConnectionString { get; set; } = string.Empty;

    public DatabaseAuthentication Authentication { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!CampaignDataSource.CanRead(ConnectionString))
            yield return new ValidationResult("Database:ConnectionString cannot be read. It must be one of Npgsql's, such as 'Host=db.example.org;Username=campaign_app;Database=campaigns'.", [nameof(ConnectionString)]);
    }
}
