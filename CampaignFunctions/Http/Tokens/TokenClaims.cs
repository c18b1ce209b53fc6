using System.Text.Json;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.Tenancy;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http.Tokens;

/// <summary>What a token must say (https://www.rfc-editor.org/rfc/rfc7519#section-4.1), and whom that makes its bearer.</summary>
internal sealed class TokenClaims(IOptions<AuthOptions> options, TimeProvider time)
{
    /// <summary>By how much the issuer's clock and ours may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    private const int MaxUserIdLength = 255;

    private readonly AuthOptions auth = options.Value;

    public Result<Caller> Read(JsonElement claims)
    {
        if (claims.TextOf("iss") != auth.Issuer)
            return TokenErrors.Refused("is not of the issuer trusted here");
        if (!IsForUs(claims))
            return TokenErrors.Refused("is not meant for this API alone");
        if (RefusesTimes(claims) is { } refusal)
            return refusal;

        if (claims.TextOf(auth.TenantClaim) is not { } tenantId || !TenantId.IsValid(tenantId))
            return TokenErrors.Refused($"names no tenant in its claim {auth.TenantClaim}");
        if (claims.TextOf(auth.UserClaim) is not { Length: <= MaxUserIdLength } userId || userId.Any(char.IsControl))
            return TokenErrors.Refused($"names no user in its claim {auth.UserClaim}");

        return RolesOf(claims) is { } roles
            ? new Caller(tenantId, userId, roles)
            : TokenErrors.Refused($"has a claim {auth.RolesClaim} that is neither a list of texts nor a text");
    }

    // One audience, or a list that holds nothing else: a token that is good elsewhere too could be replayed from there.
    private bool IsForUs(JsonElement claims) =>
        claims.TryGetProperty("aud", out var audience)
        && (audience.ValueKind == JsonValueKind.Array
            ? audience.GetArrayLength() > 0 && audience.EnumerateArray().All(one => one.Text() == auth.Audience)
            : audience.Text() == auth.Audience);

    private OperationError? RefusesTimes(JsonElement claims)
    {
        var now = time.GetUtcNow();
        if (!TryTime(claims, "exp", out var expires) || expires is null)
            return TokenErrors.Refused("does not say when it expires");
        if (!TryTime(claims, "nbf", out var begins) || !TryTime(claims, "iat", out var issued) || issued is null)
            return TokenErrors.Refused("does not say when it was issued");

        if (now >= expires + Leeway)
            return TokenErrors.Refused("has expired");
        return begins > now + Leeway || issued > now + Leeway ? TokenErrors.Refused("is not valid yet") : null;
    }

    /// <summary>Whole seconds since 1970. False when it is there and isn't that.</summary>
    private static bool TryTime(JsonElement claims, string name, out DateTimeOffset? time)
    {
        const long lastSecondOf9000 = 221_845_392_000;

        time = null;
        if (!claims.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var seconds) || seconds is < 0 or > lastSecondOf9000)
            return false;

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
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
