using System.Globalization;
using System.Runtime.CompilerServices;
using Google;
using Google.Apis.Bigquery.v2.Data;
using Google.Cloud.BigQuery.V2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>
/// Runs queries as jobs (https://cloud.google.com/bigquery/docs/running-queries). A job's name is ours, so that inserting it can be repeated; one that
/// fails for no reason of its own is replaced by another; one that nobody waits for any more is ended, so that it isn't paid for.
/// </summary>
internal sealed partial class BigQueryJobs
{
    private const int PageRows = 10_000;
    private const int MoreJobs = 2;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    private readonly BigQueryConnection connection;
    private readonly WarehouseOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<BigQueryJobs> logger;
    private readonly ResiliencePipeline jobs;

    public BigQueryJobs(BigQueryConnection connection, IOptions<WarehouseOptions> options, TimeProvider time, ILogger<BigQueryJobs> logger)
    {
        this.connection = connection;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        jobs = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } exception && BigQueryFailures.IsWorthAnotherJob(exception)),
                MaxRetryAttempts = MoreJobs,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                UseJitter = true,
            })
            .Build();
    }

    /// <summary>Asks what running the query would read and give; costs nothing.</summary>
    /// <returns>Null when it reads a table that is not there.</returns>
    public async Task<BigQueryPlan?> PlanAsync(BigQueryQuery query, CancellationToken cancellation)
    {
        try
        {
            var plan = await connection.CallAsync(
                (client, token) => client.CreateQueryJobAsync(query.Sql, query.Parameters, new QueryOptions { DryRun = true, Labels = Labels(query) }, token),
                cancellation);

            return new BigQueryPlan(plan.Statistics?.Query?.Schema, plan.Statistics?.TotalBytesProcessed ?? 0, plan.Reference?.Location);
        }
        catch (GoogleApiException refused) when (BigQueryFailures.IsNoTable(refused))
        {
            return null;
        }
        catch (GoogleApiException refused) when (BigQueryFailures.IsRefusal(refused))
        {
            throw Fault(refused, query);
        }
    }

    /// <summary>Runs the query, up to the first rows. Should it be cancelled or take too long, the job is ended.</summary>
    public async Task<BigQueryResult> RunAsync(BigQueryQuery query, BigQueryPlan plan, CancellationToken cancellation)
    {
        try
        {
            var (job, first) = await jobs.ExecuteAsync(async token => await RunJobAsync(query, plan, token), cancellation);
            return new BigQueryResult(first.Page.Schema, RowsAsync(query, job, first, cancellation));
        }
        catch (GoogleApiException refused) when (BigQueryFailures.IsRefusal(refused))
        {
            throw Fault(refused, query);
        }
    }

    private async Task<(BigQueryJob Job, Part First)> RunJobAsync(BigQueryQuery query, BigQueryPlan plan, CancellationToken cancellation)
    {
        var reference = new JobReference
        {
            ProjectId = options.ProjectId,
            JobId = $"campaign_functions_{Guid.CreateVersion7():N}",
            Location = options.Location is { Length: > 0 } location ? location : plan.Location,
        };
        try
        {
            var job = await InsertAsync(query, reference, cancellation);
            return (job, await WaitAsync(query, job, cancellation));
        }
        catch (Exception exception) when (exception is not GoogleApiException || BigQueryFailures.IsPassing(exception))
        {
            // It may still run.
            await EndAsync(reference);
            throw;
        }
    }

    private Task<BigQueryJob> InsertAsync(BigQueryQuery query, JobReference reference, CancellationToken cancellation) =>
        connection.CallAsync(
            async (client, token) =>
            {
                try
                {
                    var settings = new QueryOptions
                    {
                        JobId = reference.JobId,
                        JobLocation = reference.Location,
                        Labels = Labels(query),
                        MaximumBytesBilled = options.MaxBytesBilled,
                        UseQueryCache = true,
                    };
                    return await client.CreateQueryJobAsync(query.Sql, query.Parameters, settings, token);
                }
                catch (GoogleApiException refused) when (BigQueryFailures.IsDuplicate(refused))
                {
                    // It is this very job: it had come through, only the answer had not.
                    return await client.GetJobAsync(reference, options: null, token);
                }
            },
            cancellation);

    private async Task<Part> WaitAsync(BigQueryQuery query, BigQueryJob job, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await PartAsync(job, token: null, from: null, cancellation);
            }
            catch (TimeoutException) when (time.GetElapsedTime(started) < options.QueryTimeout)
            {
                // Not complete yet: that was one poll.
            }
            catch (TimeoutException exception)
            {
                throw new WarehouseFaultException($"{query.For.Name}: the query took longer than Warehouse:QueryTimeout ({options.QueryTimeout}) and was ended.", exception);
            }
        }
    }

    private Task<Part> PartAsync(BigQueryJob job, string? token, ulong? from, CancellationToken cancellation)
    {
        var half = options.CallTimeout / 2;
        var poll = new GetQueryResultsOptions { PageSize = PageRows, PageToken = token, StartIndex = from, Timeout = half < LongestPoll ? half : LongestPoll };
        return connection.CallAsync(
            async (_, attempt) =>
            {
                var results = (await job.GetQueryResultsAsync(poll, attempt)).ThrowOnAnyError();
                return new Part(await results.ReadPageAsync(PageRows, attempt), results.TotalRows);
            },
            cancellation);
    }

    // Results of a job that is complete don't change: a page whose token is lost is asked for by the number of its first row.
    private async IAsyncEnumerable<BigQueryRow> RowsAsync(BigQueryQuery query, BigQueryJob job, Part part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var total = part.TotalRows;
        ulong read = 0;
        while (true)
        {
            foreach (var row in part.Page.Rows)
                yield return row;

            read += (ulong)part.Page.Rows.Count;
            if (read == total || (total is null && part.Page.NextPageToken is null))
                yield break;
            if (read > total || (read < total && part.Page.Rows.Count == 0))
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"BigQuery gave {read} of {total} rows ({query.For.Name})."));

            part = await NextAsync(query, job, part.Page.NextPageToken, read, cancellation);
        }
    }

    private async Task<Part> NextAsync(BigQueryQuery query, BigQueryJob job, string? token, ulong from, CancellationToken cancellation)
    {
        try
        {
            return token is null
                ? await PartAsync(job, token: null, from, cancellation)
                : await PartAsync(job, token, from: null, cancellation);
        }
        catch (GoogleApiException refused) when (token is not null && BigQueryFailures.IsLostPage(refused))
        {
            LogLostPage(refused, from);
            return await NextAsync(query, job, token: null, from, cancellation);
        }
        catch (GoogleApiException refused) when (BigQueryFailures.IsRefusal(refused))
        {
            throw Fault(refused, query);
        }
    }

    // Not with the caller's token: it is the cancelling that this follows.
    private async Task EndAsync(JobReference reference)
    {
        using var patience = new CancellationTokenSource(TimeToEnd, time);
        try
        {
            await connection.CallAsync((client, token) => client.CancelJobAsync(reference, options: null, token), patience.Token);
        }
        catch (Exception exception)
        {
            // The caller is told of what came before; the job ends at its own time.
            LogNotEnded(exception, reference.JobId);
        }
    }

    private WarehouseFaultException Fault(GoogleApiException refused, BigQueryQuery query)
    {
        LogRefused(refused, query.For.Name);
        return BigQueryFailures.Fault(refused, query.For.Name, options.MaxBytesBilled);
    }

    private static Dictionary<string, string> Labels(BigQueryQuery query) => new(StringComparer.Ordinal)
    {
        ["application"] = "campaign-functions",
        ["profile"] = query.For.Profile,
        ["level"] = query.For.LevelName,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "BigQuery refused the query of {Report}")]
    private partial void LogRefused(Exception exception, string report);

    [LoggerMessage(Level = LogLevel.Information, Message = "BigQuery does not know its page token any more; going on from row {Row}")]
    private partial void LogLostPage(Exception exception, ulong row);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The BigQuery job {Job} could not be ended")]
    private partial void LogNotEnded(Exception exception, string? job);

    private sealed record Part(BigQueryPage Page, ulong? TotalRows);
}
