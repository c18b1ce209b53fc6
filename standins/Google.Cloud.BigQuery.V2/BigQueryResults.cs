using Google.Apis.Bigquery.v2.Data;

namespace Google.Cloud.BigQuery.V2;

/// <summary>The result of a query that is complete, or of its part that was asked for.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/getQueryResults</remarks>
public sealed class BigQueryResults
{
    private readonly BigQueryClient client;
    private readonly JobReference job;
    private readonly GetQueryResultsResponse response;
    private readonly GetQueryResultsOptions options;

    internal BigQueryResults(BigQueryClient client, JobReference job, GetQueryResultsResponse response, GetQueryResultsOptions? options)
    {
        this.client = client;
        this.job = response.JobReference ?? job;
        this.response = response;
        this.options = options ?? new GetQueryResultsOptions();
    }

    public JobReference JobReference => job;

    public TableSchema Schema => response.Schema;

    /// <summary>Rows of the whole result.</summary>
    public ulong? TotalRows => response.TotalRows;

    /// <summary>Up to so many rows, from where these results begin; asks for more until there are that many, or no more.</summary>
    public async Task<BigQueryPage> ReadPageAsync(int pageSize, CancellationToken cancellationToken = default)
    {
        var next = options.Clone();
        var page = response;
        if (page.Rows?.Count > pageSize)
        {
            next.PageSize = pageSize;
            page = await client.GetRawQueryResultsAsync(job, next, cancellationToken);
        }

        var rows = new List<BigQueryRow>(Rows(page));
        next.StartIndex = null;
        while (rows.Count < pageSize && page.PageToken is not null)
        {
            next.PageToken = page.PageToken;
            next.PageSize = pageSize - rows.Count;
            page = await client.GetRawQueryResultsAsync(job, next, cancellationToken);
            rows.AddRange(Rows(page));
        }

        return new BigQueryPage(rows, Schema, page.PageToken);
    }

    /// <summary>A job may have given rows and errors.</summary>
    public BigQueryResults ThrowOnAnyError()
    {
        BigQueryJob.Throw(client, job, response.Errors);
        return this;
    }

    private IEnumerable<BigQueryRow> Rows(GetQueryResultsResponse of) => (of.Rows ?? []).Select(row => new BigQueryRow(row, Schema));
}
