using System.ComponentModel;
using CampaignFunctions.Core.Database;
using CampaignFunctions.Core.Exports;
using CampaignFunctions.Core.Lists;
using CampaignFunctions.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace CampaignFunctions.Core.Spaces;

/// <summary>All of the campaign spaces selected, as a file.</summary>
public sealed record CampaignSpaceExportQuery : CampaignSpaceSelection
{
    [Description("A spreadsheet's CSV, or JSON.")]
    public ExportFormat Format { get; init; }
}

public sealed class ExportCampaignSpaces(CampaignDb db)
{
    public Task<Result<IExport>> RunAsync(CampaignSpaceExportQuery query, CancellationToken cancellation)
    {
        var spaces = db.SearchableSpaces.AsNoTracking().Matching(query).Ordered(query, CampaignSpaceFilter.SortColumns);

        return spaces.ThenAsync(async rows => Result.Of(await Export.BeginAsync(
            "campaign_spaces", query.Format, rows.AsAsyncEnumerable().Select(CampaignSpaceResource.From), cancellation)));
    }
}
