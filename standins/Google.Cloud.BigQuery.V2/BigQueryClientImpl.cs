using System.Diagnostics;
using Google.Apis.Bigquery.v2;
using Google.Apis.Bigquery.v2.Data;
using Google.Apis.Requests;

namespace Google.Cloud.BigQuery.V2;

/// <summary>Over Google.Apis: its authentication, its retries of 503, its errors.</summary>
internal sealed class BigQueryClientImpl(BigqueryService service, string projectId, string? defaultLocation) : BigQueryClient
{
    /// <summary>One request waits no longer, however long the caller will.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);

    internal override string ServiceName => service.Name;

    public override async Task<BigQueryJob> CreateQueryJobAsync(
        string sql, IEnumerable<BigQueryParameter> parameters, QueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = new Job
        {
            Configuration = new JobConfiguration
            {
                DryRun = options?.DryRun,
                Labels = options?.Labels is { Count: > 0 } labels ? labels : null,
                Query = new JobConfigurationQuery
                {
                    Query = sql,
                    UseLegacySql = false,
                    ParameterMode = "named",
                    QueryParameters = [.. parameters.Select(parameter => parameter.ToQueryParameter())],
                    UseQueryCache = options?.UseQueryCache,
                    MaximumBytesBilled = options?.MaximumBytesBilled,
                },
            },
            JobReference = new JobReference
            {
                ProjectId = projectId,
                // With a name of ours, inserting can be repeated.
                JobId = options?.JobId ?? $"job_{Guid.CreateVersion7():N}",
                Location = options?.JobLocation ?? defaultLocation,
            },
        };

        return new BigQueryJob(this, await SendAsync(new InsertJobRequest(service, projectId, job), cancellationToken));
    }

    public override async Task<BigQueryJob> GetJobAsync(JobReference jobReference, GetJobOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, await SendAsync(new GetJobRequest(service, jobReference), cancellationToken));

    public override async Task<BigQueryJob> CancelJobAsync(JobReference jobReference, CancelJobOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, (await SendAsync(new CancelJobRequest(service, jobReference), cancellationToken)).Job);

    internal override async Task<BigQueryResults> GetQueryResultsOfAsync(JobReference job, GetQueryResultsOptions? options, CancellationToken cancellationToken)
    {
        // No delay of ours between the requests: the server waits, up to timeoutMs.
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var response = await ResultsAsync(job, options, waited.Elapsed, cancellationToken);
            if (response.JobComplete == true)
                return new BigQueryResults(this, job, response, options);
        }
    }

    internal override Task<GetQueryResultsResponse> GetRawQueryResultsAsync(JobReference job, GetQueryResultsOptions options, CancellationToken cancellationToken) =>
        ResultsAsync(job, options, TimeSpan.Zero, cancellationToken);

    private Task<GetQueryResultsResponse> ResultsAsync(JobReference job, GetQueryResultsOptions? options, TimeSpan waited, CancellationToken cancellationToken)
    {
        if (options is { PageToken: not null, StartIndex: not null })
            throw new ArgumentException("PageToken and StartIndex cannot be set both.", nameof(options));

        var left = (options?.Timeout ?? GetQueryResultsOptions.DefaultTimeout) - waited;
        if (left < TimeSpan.FromMilliseconds(1))
            throw new TimeoutException("The query is not complete yet.");

        return SendAsync(
            new GetQueryResultsRequest(service, job)
            {
                MaxResults = options?.PageSize,
                PageToken = options?.PageToken,
                StartIndex = options?.StartIndex,
                TimeoutMs = (long)(left < LongestRequest ? left : LongestRequest).TotalMilliseconds,
            },
            cancellationToken);
    }

    private static Task<T> SendAsync<T>(ClientServiceRequest<T> request, CancellationToken cancellationToken)
    {
        request.AddUnsuccessfulResponseHandler(RetriableErrors.Instance);
        return request.ExecuteAsync(cancellationToken);
    }
}
