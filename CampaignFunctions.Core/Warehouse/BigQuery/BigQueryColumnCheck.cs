using Google.Apis.Bigquery.v2.Data;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>Holds the columns that are there against those that are needed.</summary>
internal static class BigQueryColumnCheck
{
    /// <summary>Gives the names by which the needed columns go, in their order.</summary>
    /// <exception cref="WarehouseFaultException">Names every column that is missing or of a type that doesn't do.</exception>
    public static IReadOnlyList<string> Demand(string report, string where, IEnumerable<BigQueryColumn> needed, IList<TableFieldSchema> fields)
    {
        var found = new List<string>();
        var wrong = new List<string>();
        foreach (var column in needed)
        {
            if (Find(column, fields) is not { } field)
                wrong.Add($"no column {string.Join(" or ", column.Names)}");
            else if (!column.Types.Contains(BigQueryType.Of(field), StringComparer.Ordinal))
                wrong.Add($"the column {field.Name} as {BigQueryType.Of(field)}, which must be {string.Join(" or ", column.Types)}");
            else
                found.Add(field.Name!);
        }

        return wrong.Count == 0 ? found : throw new WarehouseFaultException($"{report}: {where} has {string.Join("; ", wrong)}.");
    }

    private static TableFieldSchema? Find(BigQueryColumn column, IList<TableFieldSchema> fields) =>
        column.Names.Select(name => fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(field => field is not null);
}
