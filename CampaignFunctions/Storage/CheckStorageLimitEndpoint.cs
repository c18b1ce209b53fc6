using CampaignFunctions.Core.Storage;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Storage;

public sealed class CheckStorageLimitEndpoint(CheckStorageLimit checkStorageLimit)
{
    [Function(nameof(CheckStorageLimit))]
    [EndpointSummary("Check whether so many bytes more can be stored"), Body<StorageLimitQuestion>, ProducesResponseType<StorageLimitAnswer>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "storage/check-limit")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync<StorageLimitQuestion>(request, cancellation);
        var result = await body.ThenAsync(question => checkStorageLimit.RunAsync(question, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
