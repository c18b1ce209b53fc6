using Google.Apis.Bigquery.v2.Data;

namespace Google.Cloud.BigQuery.V2;

/// <summary>One row of a result.</summary>
public sealed class BigQueryRow(TableRow rawRow, TableSchema schema)
{
    /// <summary>As the server wrote it.</summary>
    public TableRow RawRow { get; } = rawRow;

    public TableSchema Schema { get; } = schema;
}
