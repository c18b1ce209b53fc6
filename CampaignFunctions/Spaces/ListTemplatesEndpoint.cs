using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class ListTemplatesEndpoint(ListTemplates listTemplates)
{
    [Function(nameof(ListTemplates))]
    [EndpointSummary("List the campaign spaces that are templates"), Query<CampaignSpaceQuery>, ProducesResponseType<CampaignSpacePage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/templates")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<CampaignSpaceQuery>(request);
        var result = await query.ThenAsync(filter => listTemplates.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
