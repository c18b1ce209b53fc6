using System.ComponentModel.DataAnnotations;
using CampaignFunctions.Core.Validation;

namespace CampaignFunctions.Core.Tenancy;

/// <summary>The members of a tenant that an operator writes.</summary>
public sealed record TenantInput
{
    [Text(255, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Null: the configured default.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "must be a number of bytes from 0.")]
    public long? StorageLimitBytes { get; init; }
}
