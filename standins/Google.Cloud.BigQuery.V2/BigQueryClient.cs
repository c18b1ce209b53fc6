using Google.Apis.Bigquery.v2.Data;

namespace Google.Cloud.BigQuery.V2;

/// <summary>BigQuery's REST API, as far as queries need it. Made by a <see cref="BigQueryClientBuilder"/>.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest</remarks>
#pragma warning disable MA0025 // as the vendor's: whoever derives from it implements what is called
public abstract class BigQueryClient
{
    internal abstract string ServiceName { get; }

    /// <summary>Inserts a query job; named parameters, GoogleSQL.</summary>
    /// <exception cref="GoogleApiException">It was refused, or BigQuery could not be asked.</exception>
    public virtual Task<BigQueryJob> CreateQueryJobAsync(string sql, IEnumerable<BigQueryParameter> parameters, QueryOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    public virtual Task<BigQueryJob> GetJobAsync(JobReference jobReference, GetJobOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Asks for the job to be ended; it may take a while, and may still complete.</summary>
    public virtual Task<BigQueryJob> CancelJobAsync(JobReference jobReference, CancelJobOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    internal abstract Task<BigQueryResults> GetQueryResultsOfAsync(JobReference job, GetQueryResultsOptions? options, CancellationToken cancellationToken);

    internal abstract Task<GetQueryResultsResponse> GetRawQueryResultsAsync(JobReference job, GetQueryResultsOptions options, CancellationToken cancellationToken);
}
