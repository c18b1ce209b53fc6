using Google.Apis.Bigquery.v2.Data;
using Google.Apis.Requests;

namespace Google.Cloud.BigQuery.V2;

/// <summary>A job, as the server last described it.</summary>
public sealed class BigQueryJob
{
    private readonly BigQueryClient client;

    internal BigQueryJob(BigQueryClient client, Job resource)
    {
        this.client = client;
        Resource = resource;
    }

    public Job Resource { get; }

    public JobReference Reference => Resource.JobReference;

    public JobStatistics Statistics => Resource.Statistics;

    public JobStatus Status => Resource.Status;

    /// <summary>Waits for the query and gives the first rows of its result.</summary>
    /// <exception cref="GoogleApiException">The query failed.</exception>
    /// <exception cref="TimeoutException">It is not complete yet.</exception>
    public Task<BigQueryResults> GetQueryResultsAsync(GetQueryResultsOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Resource.Configuration?.Query is null)
            throw new InvalidOperationException("The job is not a query.");

        Throw(client, Reference, Resource.Status?.Errors);
        return client.GetQueryResultsOfAsync(Reference, options, cancellationToken);
    }

    internal static void Throw(BigQueryClient client, JobReference job, IList<ErrorProto>? errors)
    {
        if (errors is not { Count: > 0 })
            return;

        throw new GoogleApiException(client.ServiceName)
        {
            Error = new RequestError
            {
                Errors = [.. errors.Select(error => new SingleError { Location = error.Location, Reason = error.Reason, Message = error.Message })],
                Message = $"Job {job.ProjectId}/{job.Location}/{job.JobId} contained {errors.Count} error(s). First error message: {errors[0].Message}",
            },
        };
    }
}
