using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class MarkAsTemplateEndpoint(MarkAsTemplate markAsTemplate)
{
    [Function(nameof(MarkAsTemplate))]
    [EndpointSummary("Make a campaign space a template, or an ordinary one again"), OptionalBody<TemplateMark>, ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status200OK), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-spaces/{spaceId:guid}/mark-as-template")] HttpRequest request,
        Guid spaceId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadOptionalAsync<TemplateMark>(request, cancellation);
        var result = await body.ThenAsync(mark => markAsTemplate.RunAsync(spaceId, mark, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
