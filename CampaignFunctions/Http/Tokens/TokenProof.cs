using System.Text.Json;
using CampaignFunctions.Core.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Http.Tokens;

/// <summary>
/// What a token of one issuer proves: that the issuer signed it, for us, and when (https://www.rfc-editor.org/rfc/rfc7519#section-4.1).
/// Nothing is believed before the signature is checked.
/// </summary>
internal sealed partial class TokenProof(TrustedIssuer issuer, SigningKeys keys, TimeProvider time, ILogger<TokenProof> logger) : IDisposable
{
    /// <summary>By how much the issuer's clock and ours may differ.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    public static TokenProof For(TrustedIssuer issuer, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var keys = new SigningKeys(issuer, new JwksClient(issuer, time), time, provider.GetRequiredService<ILogger<SigningKeys>>());
        return new TokenProof(issuer, keys, time, provider.GetRequiredService<ILogger<TokenProof>>());
    }

    /// <summary>The claims of the bearer's token; or why it proves nothing.</summary>
    public async Task<Result<JsonElement>> ClaimsOfAsync(StringValues authorization, CancellationToken cancellation)
    {
        var claims = await ReadAsync(BearerToken.Read(authorization), cancellation);
        if (claims.Failed(out var error, out _))
            LogRefused(error);

        return claims;
    }

    /// <inheritdoc cref="SigningKeys.AreThereAsync"/>
    public Task<bool> HasKeysAsync(CancellationToken cancellation) => keys.AreThereAsync(cancellation);

    /// <summary>Says in the log why somebody was not let in, in words of ours.</summary>
    public void LogRefused(OperationError error) => LogRefused(error.Code, error.Detail);

    public void Dispose() => keys.Dispose();

    private async Task<Result<JsonElement>> ReadAsync(Result<string> read, CancellationToken cancellation)
    {
        if (read.Then(UnverifiedToken.Parse).Failed(out var error, out var token))
            return error;
        if ((await keys.FindAsync(token.Algorithm, token.KeyId, cancellation)).Failed(out error, out var key))
            return error;

        return await IsSignedAsync(token, key, cancellation)
            ? Read(token.Claims)
            : TokenErrors.Refused("is not signed by its issuer for this API");
    }

    private async Task<bool> IsSignedAsync(UnverifiedToken token, SigningKey key, CancellationToken cancellation)
    {
        try
        {
            await key.VerifyAsync(token.Text, cancellation);
            return true;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // Besides InvalidJwtException the library lets its JSON reader's and the runtime's exceptions through, whose
            // messages may quote the token.
            var type = exception.GetType().Name;
            LogUnverified(type);
            return false;
        }
    }

    private Result<JsonElement> Read(JsonElement claims)
    {
        if (claims.TextOf("iss") != issuer.Name)
            return TokenErrors.Refused("is not of the issuer trusted here");
        if (!IsForUs(claims))
            return TokenErrors.Refused("is not meant for this API alone");

        return RefusesTimes(claims) is { } refusal ? refusal : claims;
    }

    // One audience, or a list that holds nothing else: a token that is good elsewhere too could be replayed from there.
    private bool IsForUs(JsonElement claims) =>
        claims.TryGetProperty("aud", out var audience)
        && (audience.ValueKind == JsonValueKind.Array
            ? audience.GetArrayLength() > 0 && audience.EnumerateArray().All(one => one.Text() == issuer.Audience)
            : audience.Text() == issuer.Audience);

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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Code}: {Reason}")]
    private partial void LogRefused(string code, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A token was not verified: {Exception}")]
    private partial void LogUnverified(string exception);
}
