using CampaignFunctions.Core.Storage;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Storage;

public sealed class GetStorageUsageEndpoint(GetStorageUsage getStorageUsage)
{
    [Function(nameof(GetStorageUsage))]
    [EndpointSummary("Get how much the tenant stores"), ProducesResponseType<StorageUsage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "storage/usage")] HttpRequest request,
        CancellationToken cancellation)
    {
        var result = await getStorageUsage.RunAsync(cancellation);

        return result.Match(Answer.Ok, Problems.From);
    }
}
