using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class UseTemplateEndpoint(UseTemplate useTemplate)
{
    [Function(nameof(UseTemplate))]
    [EndpointSummary("Make a campaign space after a template"), Body<TemplateUse>, ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status201Created), Fails(404)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-spaces/templates/{templateId:guid}/use")] HttpRequest request,
        Guid templateId,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<TemplateUse>(request, cancellation);
        var result = await body.ThenAsync(use => useTemplate.RunAsync(templateId, use, cancellation));

        return result.Match(space => Answer.Created(ApiPath.Space(space.Id), space), Problems.From);
    }
}
