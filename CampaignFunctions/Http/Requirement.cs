using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>What a function asks of its caller: one of these roles. See <see cref="Access"/>.</summary>
internal sealed record Requirement(params IReadOnlyList<Role> AnyOf)
{
    /// <summary>The route value of functions that act for the tenant in their path.</summary>
    public const string PathTenant = "tenantId";

    /// <summary>The function says nothing of any tenant and asks nobody who they are.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What <c>?hard=true</c> asks instead.</summary>
    public IReadOnlyList<Role>? AnyOfForHard { get; init; }

    /// <summary>In development mode, the tenant may stand in a field of the form.</summary>
    public bool TenantMayBeInForm { get; init; }

    /// <summary>The function acts for the tenant its path names, whichever the caller's own is.</summary>
    public bool ActsForTenantInPath { get; init; }

    /// <summary>Null when a caller with these roles may go on.</summary>
    public OperationError? Refuses(IReadOnlySet<Role> roles, HttpRequest request)
    {
        var wanted = AnyOfForHard is not null && IsHard(request) ? AnyOfForHard : AnyOf;
        return wanted.Any(roles.Contains)
            ? null
            : new OperationError(ErrorKind.Forbidden, "role_required", $"This needs the role {string.Join(" or ", wanted.Select(role => WireName.Of(role)))}, which the token does not give.");
    }

    // Whatever isn't plainly false counts: what a function makes of it must never be more than was asked here.
    private static bool IsHard(HttpRequest request) => request.Query["hard"].Any(value => value is not (null or "" or "false"));
}
