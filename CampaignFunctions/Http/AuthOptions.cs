using CampaignFunctions.Http.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http;

/// <summary>How callers are known.</summary>
public enum AuthMode
{
    Jwt,
    Development,
}

/// <summary>Settings <c>Auth:*</c>.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    public AuthMode Mode { get; set; } = AuthMode.Jwt;

    /// <summary>What tokens say in <c>iss</c>, to the letter.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>What tokens say in <c>aud</c>: this API, as its issuer calls it.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>Where the issuer publishes its keys (RFC 7517).</summary>
    public string JwksUri { get; set; } = string.Empty;

    public string TenantClaim { get; set; } = "tenant_id";

    public string UserClaim { get; set; } = "sub";

    public string RolesClaim { get; set; } = "roles";

    internal TrustedIssuer TrustedIssuer => new(Issuer, Audience, JwksUri, Section);
}

/// <summary>Names every setting that stands in the way of a start, and what it could be.</summary>
internal sealed class ValidateAuthOptions(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var wrongs = options.Mode switch
        {
            AuthMode.Jwt => WrongsForTokens(options).ToList(),
            // It trusts whatever tenant a caller names.
            AuthMode.Development when !environment.IsDevelopment() => ["Auth:Mode=development trusts the tenant_id a caller names; it starts only with AZURE_FUNCTIONS_ENVIRONMENT=Development."],
            _ => [],
        };

        return wrongs.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrongs);
    }

    private static IEnumerable<string> WrongsForTokens(AuthOptions options)
    {
        if (!TokenSetting.IsName(options.Issuer))
            yield return "Auth:Issuer is required with Auth:Mode=jwt: the iss of its tokens, such as 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0'.";
        if (!TokenSetting.IsName(options.Audience))
            yield return "Auth:Audience is required with Auth:Mode=jwt: the aud of tokens meant for this API, such as 'api://campaigns'.";
        if (!TokenSetting.IsSafeAddress(options.JwksUri))
            yield return "Auth:JwksUri is required with Auth:Mode=jwt: an https address of the issuer's keys, such as 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/discovery/v2.0/keys' (http only on the loopback interface).";
        if (!TokenSetting.IsName(options.TenantClaim))
            yield return "Auth:TenantClaim must name the claim that says the tenant, such as 'tenant_id'.";
        if (!TokenSetting.IsName(options.UserClaim))
            yield return "Auth:UserClaim must name the claim that says the user, such as 'sub'.";
        if (!TokenSetting.IsName(options.RolesClaim))
            yield return "Auth:RolesClaim must name the claim that lists the roles, such as 'roles'.";
    }
}
