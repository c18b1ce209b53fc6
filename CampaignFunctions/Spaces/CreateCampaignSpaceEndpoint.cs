using CampaignFunctions.Core.Links;
using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class CreateCampaignSpaceEndpoint(CreateCampaignSpace createCampaignSpace)
{
    [Function(nameof(CreateCampaignSpace))]
    [EndpointSummary("Create a campaign space"), Body<CampaignSpaceInput>, ProducesResponseType<CampaignSpaceResource>(StatusCodes.Status201Created)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "campaign-spaces")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<CampaignSpaceInput>(request, cancellation);
        var result = await body.ThenAsync(input => createCampaignSpace.RunAsync(input, cancellation));

        return result.Match(space => Answer.Created(ApiPath.Space(space.Id), space), Problems.From);
    }
}
