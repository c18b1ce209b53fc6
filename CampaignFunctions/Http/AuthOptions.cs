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
}

/// <summary>Development mode trusts whatever tenant a caller names, so it must not start anywhere else.</summary>
internal sealed class ValidateAuthOptions(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options) => options.Mode switch
    {
        AuthMode.Development when !environment.IsDevelopment() => ValidateOptionsResult.Fail(
            "Auth:Mode=development trusts the tenant_id a caller names; it starts only with AZURE_FUNCTIONS_ENVIRONMENT=Development."),
        AuthMode.Development => ValidateOptionsResult.Success,
        _ => ValidateOptionsResult.Fail(
            "Auth:Mode=jwt (the default) cannot verify tokens yet in this version; set Auth:Mode=development with AZURE_FUNCTIONS_ENVIRONMENT=Development."),
    };
}
