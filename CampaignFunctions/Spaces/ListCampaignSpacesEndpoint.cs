using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class ListCampaignSpacesEndpoint(ListCampaignSpaces listCampaignSpaces)
{
    [Function(nameof(ListCampaignSpaces))]
    [EndpointSummary("List campaign spaces"), Query<CampaignSpaceQuery>, ProducesResponseType<CampaignSpacePage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<CampaignSpaceQuery>(request);
        var result = await query.ThenAsync(filter => listCampaignSpaces.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
