using CampaignFunctions.Core.Tenancy;

namespace CampaignFunctions.Http;

/// <summary>Who is calling.</summary>
/// <param name="TenantId">The caller's tenant; null only in development mode, for an upload whose form has yet to name it.</param>
/// <param name="UserId">The user's id, as the issuer of the token gives it.</param>
/// <param name="Roles">What the caller may do there.</param>
internal sealed record Caller(string? TenantId, string UserId, IReadOnlySet<Role> Roles);
