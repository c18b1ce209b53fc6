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
            : TokenErrors.Refused("is not verifiably signed by its issuer");
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

        return (RefusesAudience(claims) ?? RefusesTimes(claims)) is { } refusal ? refusal : claims;
    }

    // A list may name others beside us. They could pass the token on to us: that is its issuer's decision.
    private OperationError? RefusesAudience(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var audience))
            return TokenErrors.Refused("does not say whom it is for");

        List<string?> names = audience.ValueKind == JsonValueKind.Array ? [.. audience.EnumerateArray().Select(one => one.Text())] : [audience.Text()];
        if (names.Contains(null))
            return TokenErrors.Refused("has a claim aud that does not name audiences");

        return names.Contains(issuer.Audience) ? null : TokenErrors.Refused("is not meant for this API");
    }

    private OperationError? RefusesTimes(JsonElement claims)
    {
        foreach (var name in (string[])["exp", "nbf", "iat"])
        {
            if (claims.TryGetProperty(name, out var value) && NumericDate(value) is null)
                return TokenErrors.Refused($"has a claim {name} that is no time in seconds since 1970");
        }

        var now = time.GetUtcNow();
        if (TimeOf(claims, "exp") is not { } expires)
            return TokenErrors.Refused("does not say when it expires");
        if (now >= expires + Leeway)
            return TokenErrors.Refused("has expired");
        if (TimeOf(claims, "nbf") > now + Leeway)
            return TokenErrors.Refused("is not valid yet");

        return TimeOf(claims, "iat") > now + Leeway ? TokenErrors.Refused("was issued in the future") : null;
    }

    private static DateTimeOffset? TimeOf(JsonElement claims, string name) => claims.TryGetProperty(name, out var value) ? NumericDate(value) : null;

    /// <summary>Seconds since 1970, which may have a fraction (https://www.rfc-editor.org/rfc/rfc7519#section-2); null when it isn't that.</summary>
    private static DateTimeOffset? NumericDate(JsonElement value)
    {
        const double lastSecondOf9000 = 221_845_392_000;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= lastSecondOf9000
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Code}: {Reason}")]
    private partial void LogRefused(string code, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A token was not verified: {Exception}")]
    private partial void LogUnverified(string exception);
}
