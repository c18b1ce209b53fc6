using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;

namespace CampaignFunctions.Http;

/// <summary>Says who is calling: by a token, or in development mode by what the caller says. Auth:Mode chooses which, once, at start.</summary>
internal interface ICallerIdentifier
{
    Task<Result<Caller>> IdentifyAsync(HttpRequest request, Requirement requirement, CancellationToken cancellation);
}
