using Google.Apis.Bigquery.v2.Data;
using Google.Cloud.BigQuery.V2;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>A query to run, and for which report it is.</summary>
internal sealed record BigQueryQuery(BigQueryReport For, string Sql, IReadOnlyList<BigQueryParameter> Parameters);

/// <summary>What running a query would read and give. The schema is null where BigQuery doesn't say; emulators don't.</summary>
internal sealed record BigQueryPlan(TableSchema? Schema, long Bytes, string? Location);

/// <summary>What a query gave: rows come as they are asked for.</summary>
internal sealed record BigQueryResult(TableSchema Schema, IAsyncEnumerable<BigQueryRow> Rows);
