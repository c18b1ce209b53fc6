using CampaignFunctions.Core.Performance;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Performance;

public sealed class ListSyncRunsEndpoint(ListSyncRuns listSyncRuns)
{
    [Function(nameof(ListSyncRuns))]
    [EndpointSummary("List the runs of the performance sync"), Query<SyncRunQuery>, ProducesResponseType<SyncRunPage>(StatusCodes.Status200OK)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "performance/sync-runs")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<SyncRunQuery>(request);
        var result = await query.ThenAsync(filter => listSyncRuns.RunAsync(filter, cancellation));

        return result.Match(Answer.Ok, Problems.From);
    }
}
