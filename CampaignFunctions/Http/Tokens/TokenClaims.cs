using System.Text.Json;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Whom the claims of a proven token make its bearer.</summary>
internal sealed class TokenClaims(IOptions<AuthOptions> options)
{
    private const int MaxUserIdLength = 255;

    private readonly AuthOptions auth = options.Value;

    public Result<Caller> Read(JsonElement claims)
    {
        if (claims.TextOf(auth.TenantClaim) is not { } tenantId || !TenantId.IsValid(tenantId))
            return TokenErrors.Refused($"names no tenant in its claim {auth.TenantClaim}");
        if (claims.TextOf(auth.UserClaim) is not { Length: <= MaxUserIdLength } userId || userId.Any(char.IsControl))
            return TokenErrors.Refused($"names no user in its claim {auth.UserClaim}");

        return RolesOf(claims) is { } roles
            ? new Caller(tenantId, userId, roles)
            : TokenErrors.Refused($"has a claim {auth.RolesClaim} that is neither a list of texts nor a text");
    }

    // Roles that mean nothing here are other applications'; none at all is a caller who may do nothing.
    private HashSet<Role>? RolesOf(JsonElement claims)
    {
        if (!claims.TryGetProperty(auth.RolesClaim, out var given))
            return [];

        if (given.ValueKind == JsonValueKind.String)
            return Known(given.Text()?.Split(' ') ?? []);

        return given.ValueKind == JsonValueKind.Array && given.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? Known(given.EnumerateArray().Select(name => name.Text()))
            : null;
    }

    private static HashSet<Role> Known(IEnumerable<string?> names)
    {
        var roles = new HashSet<Role>();
        foreach (var name in names)
        {
            if (name is not null && WireName.TryParse<Role>(name, out var role))
                roles.Add(role);
        }

        return roles;
    }
}
