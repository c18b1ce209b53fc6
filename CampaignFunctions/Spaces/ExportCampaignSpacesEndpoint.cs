using CampaignFunctions.Core.Spaces;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Spaces;

public sealed class ExportCampaignSpacesEndpoint(ExportCampaignSpaces exportCampaignSpaces)
{
    [Function(nameof(ExportCampaignSpaces))]
    [EndpointSummary("Export campaign spaces as CSV or JSON"), Query<CampaignSpaceExportQuery>, ProducesResponseType<CampaignSpaceExport>(StatusCodes.Status200OK, ExportAnswer.Csv, ExportAnswer.Json)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-spaces/export")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<CampaignSpaceExportQuery>(request);
        var result = await query.ThenAsync(selection => exportCampaignSpaces.RunAsync(selection, cancellation));

        return result.Match(ExportAnswer.From, Problems.From);
    }
}
