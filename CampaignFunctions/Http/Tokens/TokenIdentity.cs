using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Who is calling in jwt mode: whoever a token of the configured issuer says. Nothing is believed before its signature is checked.</summary>
internal sealed partial class TokenIdentity(SigningKeys keys, TokenClaims claims, ILogger<TokenIdentity> logger) : ICallerIdentifier
{
    public async Task<Result<Caller>> IdentifyAsync(HttpRequest request, Requirement requirement, CancellationToken cancellation)
    {
        var caller = await IdentifyAsync(BearerToken.Read(request.Headers.Authorization), cancellation);
        if (caller.Failed(out var error, out _))
            LogRefused(error.Code, error.Detail);

        return caller;
    }

    private async Task<Result<Caller>> IdentifyAsync(Result<string> read, CancellationToken cancellation)
    {
        if (read.Then(UnverifiedToken.Parse).Failed(out var error, out var token))
            return error;
        if ((await keys.FindAsync(token.Algorithm, token.KeyId, cancellation)).Failed(out error, out var key))
            return error;

        return await IsSignedAsync(token, key, cancellation)
            ? claims.Read(token.Claims)
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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Code}: {Reason}")]
    private partial void LogRefused(string code, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A token was not verified: {Exception}")]
    private partial void LogUnverified(string exception);
}
