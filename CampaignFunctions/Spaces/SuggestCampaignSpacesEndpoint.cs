using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class SuggestCampaignSpacesEndpoint(SuggestCampaignSpaces suggestCampaignSpaces)
{
    [Function(nameof(SuggestCampaignSpaces))]
    [EndpointSummary("Suggest campaign spaces while a name is typed"), Query<SuggestionQuery>, ProducesResponseType<SuggestionList>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/suggestions")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<SuggestionQuery>(request);
        var result = await query.ThenAsync(typed => suggestCampaignSpaces.RunAsync(typed, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
