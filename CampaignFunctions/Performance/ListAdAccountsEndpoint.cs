using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class ListAdAccountsEndpoint(ListAdAccounts listAdAccounts)
{
    [Function(nameof(ListAdAccounts))]
    [EndpointSummary("List the ad accounts"), Query<AdAccountQuery>, ProducesResponseType<AdAccountPage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ad-accounts")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<AdAccountQuery>(request);
        var result = await query.ThenAsync(filter => listAdAccounts.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
