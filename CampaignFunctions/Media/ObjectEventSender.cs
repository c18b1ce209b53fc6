using System.Text.Json;
using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Media;

/// <summary>
/// Whether it is our bucket's sender that tells of objects: by a token that Google made for its service account and for us
/// (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions). Where none is named, development mode asks for none
/// and jwt mode lets nobody in.
/// </summary>
public sealed class ObjectEventSender
{
    private readonly ObjectEventOptions options;
    private readonly AuthOptions auth;
    private readonly TokenProof tokens;

    internal ObjectEventSender(ObjectEventOptions options, AuthOptions auth, TokenProof tokens)
    {
        this.options = options;
        this.auth = auth;
        this.tokens = tokens;
    }

    /// <summary>Null when the sender may tell us; or why it is refused.</summary>
    public async Task<OperationError?> RefusesAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!options.NamesSender)
            return auth.Mode == AuthMode.Development ? null : TokenErrors.Missing();
        if ((await tokens.ClaimsOfAsync(request.Headers.Authorization, cancellation)).Failed(out var error, out var claims))
            return error;
        if (IsSender(claims))
            return null;

        var refusal = TokenErrors.Refused("is not of the service account that tells of objects");
        tokens.LogRefused(refusal);
        return refusal;
    }

    private bool IsSender(JsonElement claims) =>
        claims.TextOf("email") == options.ServiceAccount && claims.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.True;
}

/// <summary>Names every setting about the sender that stands in the way of a start, and what it could be.</summary>
internal sealed class ValidateObjectEventSender : IValidateOptions<ObjectEventOptions>
{
    public ValidateOptionsResult Validate(string? name, ObjectEventOptions options)
    {
        var wrongs = options.NamesSender ? WrongsOf(options).ToList() : [];
        return wrongs.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrongs);
    }

    private static IEnumerable<string> WrongsOf(ObjectEventOptions options)
    {
        if (!TokenSetting.IsName(options.Audience))
            yield return "ObjectEvents:Audience is required with ObjectEvents:ServiceAccount: the aud of the push subscription's tokens, such as 'https://campaigns-functions/events/objects'.";
        if (!TokenSetting.IsName(options.ServiceAccount) || !options.ServiceAccount.Contains('@', StringComparison.Ordinal))
            yield return "ObjectEvents:ServiceAccount is required with ObjectEvents:Audience: a service account's e-mail address, such as 'campaigns-push@project.iam.gserviceaccount.com'.";
        if (!TokenSetting.IsName(options.Issuer))
            yield return "ObjectEvents:Issuer must be the iss of the sender's tokens, such as 'https://accounts.google.com'.";
        if (!TokenSetting.IsSafeAddress(options.JwksUri))
            yield return "ObjectEvents:JwksUri must be an https address of the issuer's keys, such as 'https://www.googleapis.com/oauth2/v3/certs' (http only on the loopback interface).";
    }
}

internal static class ObjectEventSenderRegistration
{
    public static IServiceCollection AddObjectEventSender(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ObjectEventOptions>, ValidateObjectEventSender>();
        services.AddKeyedSingleton(ObjectEventOptions.Section, (provider, _) => TokenProof.For(IssuerOf(provider.GetRequiredService<IOptions<ObjectEventOptions>>().Value), provider));
        services.AddSingleton(provider => new ObjectEventSender(
            provider.GetRequiredService<IOptions<ObjectEventOptions>>().Value,
            provider.GetRequiredService<IOptions<AuthOptions>>().Value,
            provider.GetRequiredKeyedService<TokenProof>(ObjectEventOptions.Section)));
        return services;
    }

    private static TrustedIssuer IssuerOf(ObjectEventOptions options) =>
        new(options.Issuer, options.Audience, options.JwksUri, ObjectEventOptions.Section);
}
