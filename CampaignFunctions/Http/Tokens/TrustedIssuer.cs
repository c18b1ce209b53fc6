namespace CampaignFunctions.Http.Tokens;

/// <summary>Whose tokens are taken, and for whom they must be. Each has keys of its own.</summary>
/// <param name="Name">What tokens say in <c>iss</c>, to the letter.</param>
/// <param name="Audience">What tokens say in <c>aud</c>, perhaps among others.</param>
/// <param name="JwksUri">Where the issuer publishes its keys (RFC 7517).</param>
/// <param name="Section">The settings that say so, such as <c>Auth</c>.</param>
internal sealed record TrustedIssuer(string Name, string Audience, string JwksUri, string Section);
