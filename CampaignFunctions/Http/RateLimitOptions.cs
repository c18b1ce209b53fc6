using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Http;

/// <summary>Settings <c>RateLimits:*</c>: what one tenant may ask of one instance.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>How fast a tenant's bucket fills.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:RequestsPerSecond must be a number from 1 to 1000000, such as 10000.")]
    public int RequestsPerSecond { get; set; } = 10_000;

    /// <summary>How many requests a full bucket holds.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:Burst must be a number of requests from 1 to 1000000, such as 20000.")]
    public int Burst { get; set; } = 20_000;
}
