using CampaignFunctions.Core.SystemState;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Keys of the issuer are there; an issuer that is away meanwhile keeps nobody out.</summary>
internal sealed class TokenIssuerCheck([FromKeyedServices(AuthOptions.Section)] TokenProof tokens, IOptions<AuthOptions> options) : IDependencyCheck
{
    public string Name => "token_issuer";

    public bool IsUsed => options.Value.Mode == AuthMode.Jwt;

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation) =>
        await tokens.HasKeysAsync(cancellation) ? DependencyState.Up : DependencyState.Down("its signing keys could not be got");
}
