using System.ComponentModel.DataAnnotations;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>Settings <c>Tenants:*</c>.</summary>
public sealed class TenantOptions
{
    public const string Section = "Tenants";

    /// <summary>Bytes a tenant may store unless its own row says otherwise.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Tenants:DefaultStorageLimitBytes must be a number of bytes from 0, such as 10737418240.")]
    public long DefaultStorageLimitBytes { get; set; } = 10_737_418_240;
}
