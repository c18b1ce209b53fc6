using System.Runtime.CompilerServices;
using CampaignFunctions.Core.Performance;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.Warehouse;

/// <summary>
/// Every <c>campaign_report*.csv</c> and <c>ad_report*.csv</c> under a folder, with the columns of the unified ad-reporting
/// models (https://github.com/fivetran/dbt_ad_reporting). Each tenant's sync reads all of them, row by row, and keeps its own.
/// </summary>
public sealed class CsvWarehouse(IOptions<WarehouseOptions> options) : IPerformanceWarehouse
{
    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };

    private string Folder => options.Value.Path;

    public Task<bool> HasAsync(PerformanceLevel level, CancellationToken cancellation) => Task.FromResult(Files(level).Count > 0);

    public async IAsyncEnumerable<WarehouseRow> ReadAsync(WarehouseQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var files = Files(query.Level);
        if (files.Count == 0)
            throw new WarehouseFaultException($"There is no {Pattern(query.Level)} in the warehouse.");

        foreach (var file in files)
        {
            using var report = new CsvReport(file, Path.GetRelativePath(Folder, file), query);
            await foreach (var row in report.RowsAsync(cancellation))
                yield return row;
        }
    }

    private List<string> Files(PerformanceLevel level)
    {
        if (!Directory.Exists(Folder))
            throw new WarehouseFaultException("The warehouse's folder (the setting Warehouse:Path) does not exist.");

        // In one order always, so that the same fault is reported first.
        return [.. Directory.EnumerateFiles(Folder, Pattern(level), AllBelow).Order(StringComparer.Ordinal)];
    }

    private static string Pattern(PerformanceLevel level) => level == PerformanceLevel.Campaign ? "campaign_report*.csv" : "ad_report*.csv";
}
