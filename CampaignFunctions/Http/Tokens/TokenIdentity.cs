using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Who is calling in jwt mode: whoever a token of the configured issuer says.</summary>
internal sealed class TokenIdentity([FromKeyedServices(AuthOptions.Section)] TokenProof tokens, TokenClaims claims) : ICallerIdentifier
{
    public async Task<Result<Caller>> IdentifyAsync(HttpRequest request, Requirement requirement, CancellationToken cancellation)
    {
        if ((await tokens.ClaimsOfAsync(request.Headers.Authorization, cancellation)).Failed(out var refusal, out var proven))
            return refusal;

        var caller = claims.Read(proven);
        if (caller.Failed(out var error, out _))
            tokens.LogRefused(error);

        return caller;
    }
}
