using CampaignFunctions.Core.Settings;
using CampaignFunctions.Core.SystemState;
using CampaignFunctions.Http.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http;

internal static class CallerRegistration
{
    /// <summary>Adds who says who is calling, as Auth:Mode has it.</summary>
    public static IServiceCollection AddCallers(this IServiceCollection services)
    {
        services.AddSettings<AuthOptions>(AuthOptions.Section);
        services.AddSingleton<IValidateOptions<AuthOptions>, ValidateAuthOptions>();
        services.AddKeyedSingleton(AuthOptions.Section, (provider, _) => TokenProof.For(provider.GetRequiredService<IOptions<AuthOptions>>().Value.TrustedIssuer, provider));
        services.AddSingleton<IDependencyCheck, TokenIssuerCheck>();
        services.AddSingleton<TokenClaims>();
        services.AddSingleton<ICallerIdentifier>(provider => provider.GetRequiredService<IOptions<AuthOptions>>().Value.Mode == AuthMode.Development
            ? new DevelopmentIdentity()
            : ActivatorUtilities.CreateInstance<TokenIdentity>(provider));

        return services;
    }
}
