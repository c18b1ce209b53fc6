using System.ComponentModel;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Exports;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Assets;

/// <summary>All of the campaign assets selected, as a file.</summary>
public sealed record AssetExportQuery : AssetSelection
{
    [Description("A spreadsheet's CSV, or JSON.")]
    public ExportFormat Format { get; init; }
}

public sealed class ExportCampaignAssets(CampaignDb db)
{
    public Task<Result<IExport>> RunAsync(AssetExportQuery query, CancellationToken cancellation)
    {
        var assets = db.SearchableAssets.AsNoTracking()
            .Include(asset => asset.StoredFile)
            .Matching(query)
            .Ordered(query, AssetFilter.SortColumns);

        return assets.ThenAsync(async rows => Result.Of(await Export.BeginAsync(
            "assets", query.Format, rows.AsAsyncEnumerable().Select(CampaignAssetResource.From), cancellation)));
    }
}
