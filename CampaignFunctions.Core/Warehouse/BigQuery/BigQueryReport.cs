using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Performance;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>
/// What a profile has for one level: a query in GoogleSQL that gives the unified columns, and the tables it stands on.
/// Parameters are @first_day, @last_day, @account_ids, @platforms, @accounts and @purchase_action_type, of which it takes those it
/// names; {dataset} is the dataset's full name, and {another name in braces} a column that is called differently here and there.
/// </summary>
internal sealed record BigQueryReport(string Profile, PerformanceLevel Level, string Sql, IReadOnlyList<BigQueryTable> Tables)
{
    /// <summary>True when its rows say which platform they are of; false when it is asked about one platform at a time.</summary>
    public bool SaysPlatform { get; init; }

    /// <summary>For faults.</summary>
    public string Name => $"{Profile}, {LevelName} level";

    public string LevelName => WireName.Of(Level);
}

/// <summary>A table, or all of a prefix (https://cloud.google.com/bigquery/docs/querying-wildcard-tables), and the columns that are read of it.</summary>
internal sealed record BigQueryTable(string Name, params BigQueryColumn[] Columns);

/// <summary>A column of one of these names and one of these types. With several names, {the first} in the query stands for the one that is there.</summary>
internal sealed record BigQueryColumn(IReadOnlyList<string> Names, IReadOnlyList<string> Types)
{
    public BigQueryColumn(string name, IReadOnlyList<string> types)
        : this([name], types)
    {
    }
}
