using Google.Apis.Bigquery.v2.Data;

namespace Google.Cloud.BigQuery.V2;

/// <summary>Some rows of a result, in memory.</summary>
public sealed class BigQueryPage
{
    internal BigQueryPage(IReadOnlyList<BigQueryRow> rows, TableSchema schema, string? nextPageToken)
    {
        Rows = rows;
        Schema = schema;
        NextPageToken = nextPageToken;
    }

    public IReadOnlyList<BigQueryRow> Rows { get; }

    public TableSchema Schema { get; }

    /// <summary>Where the next rows are; null when there are none.</summary>
    public string? NextPageToken { get; }
}
