using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Media;

/// <summary>Settings <c>ObjectEvents:*</c>: who tells of objects, and how often in vain.</summary>
public sealed class ObjectEventOptions
{
    public const string Section = "ObjectEvents";

    /// <summary>What the sender's tokens say in <c>aud</c>, as its subscription was told to.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>The e-mail address of the service account whose tokens they are.</summary>
    public string ServiceAccount { get; set; } = string.Empty;

    /// <summary>What they say in <c>iss</c>.</summary>
    public string Issuer { get; set; } = "https://accounts.google.com";

    /// <summary>Where that issuer publishes its keys.</summary>
    public string JwksUri { get; set; } = "https://www.googleapis.com/oauth2/v3/certs";

    /// <summary>An event that came to nothing this often is parked.</summary>
    [Range(1, 100, ErrorMessage = "ObjectEvents:MaxAttempts must be 1 to 100, such as 5.")]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Whether anything says who the sender is.</summary>
    public bool NamesSender => Audience.Length > 0 || ServiceAccount.Length > 0;
}
