using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class DeleteAdAccountEndpoint(DeleteAdAccount deleteAdAccount)
{
    [Function(nameof(DeleteAdAccount))]
    [EndpointSummary("Let go of an ad account"), ProducesResponseType(StatusCodes.Status204NoContent), Fails(404, 412)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "ad-accounts/{platform}/{accountId}")] HttpRequest request,
        string platform,
        string accountId,
        CancellationToken cancellation)
    {
        var result = await AdAccountKey.Parse(platform, accountId).ThenAsync(key => deleteAdAccount.RunAsync(key, Preconditions.Read(request), cancellation));

        return result.Match(_ => Answer.NoContent(), Problems.From);
    }
}
