using CampaignFunctions.Core.Assets;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CampaignFunctions.Assets;

public sealed class ExportCampaignAssetsEndpoint(ExportCampaignAssets exportCampaignAssets)
{
    [Function(nameof(ExportCampaignAssets))]
    [EndpointSummary("Export campaign assets as CSV or JSON"), Query<AssetExportQuery>, ProducesResponseType<AssetExport>(StatusCodes.Status200OK, ExportAnswer.Csv, ExportAnswer.Json)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign-assets/export")] HttpRequest request,
        CancellationToken cancellation)
    {
        var query = QueryReader.Read<AssetExportQuery>(request);
        var result = await query.ThenAsync(selection => exportCampaignAssets.RunAsync(selection, cancellation));

        return result.Match(ExportAnswer.From, Problems.From);
    }
}
