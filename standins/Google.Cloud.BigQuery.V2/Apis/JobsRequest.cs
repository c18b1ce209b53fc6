using Google.Apis.Bigquery.v2.Data;
using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Google.Apis.Bigquery.v2;

/// <summary>A request of the "jobs" collection.</summary>
internal abstract class JobsRequest<TResponse> : ClientServiceRequest<TResponse>
{
    protected JobsRequest(IClientService service, string projectId)
        : base(service)
    {
        ProjectId = projectId;
        PrettyPrint = false;
    }

    [RequestParameter("projectId", RequestParameterType.Path)]
    public string ProjectId { get; }

    [RequestParameter("prettyPrint", RequestParameterType.Query)]
    public bool? PrettyPrint { get; }

    protected void Declare(string type, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            RequestParameters.Add(name, new Parameter { Name = name, IsRequired = type == "path", ParameterType = type });
    }

    protected override void InitParameters()
    {
        base.InitParameters();
        Declare("path", "projectId");
        Declare("query", "prettyPrint");
    }
}

/// <summary>A request about one job.</summary>
internal abstract class JobRequest<TResponse>(IClientService service, JobReference job) : JobsRequest<TResponse>(service, job.ProjectId!)
{
    [RequestParameter("jobId", RequestParameterType.Path)]
    public string? JobId { get; } = job.JobId;

    [RequestParameter("location", RequestParameterType.Query)]
    public string? Location { get; } = job.Location;

    protected override void InitParameters()
    {
        base.InitParameters();
        Declare("path", "jobId");
        Declare("query", "location");
    }
}

/// <summary>Inserts a job.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/insert</remarks>
internal sealed class InsertJobRequest : JobsRequest<Job>
{
    private readonly Job job;

    public InsertJobRequest(IClientService service, string projectId, Job job)
        : base(service, projectId)
    {
        this.job = job;
        InitParameters();
    }

    public override string MethodName => "insert";

    public override string HttpMethod => "POST";

    public override string RestPath => "projects/{+projectId}/jobs";

    protected override object GetBody() => job;
}

/// <summary>Asks how far a job is.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/get</remarks>
internal sealed class GetJobRequest : JobRequest<Job>
{
    public GetJobRequest(IClientService service, JobReference job)
        : base(service, job) => InitParameters();

    public override string MethodName => "get";

    public override string HttpMethod => "GET";

    public override string RestPath => "projects/{+projectId}/jobs/{+jobId}";
}

/// <summary>Asks for a job to be ended.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/cancel</remarks>
internal sealed class CancelJobRequest : JobRequest<JobCancelResponse>
{
    public CancelJobRequest(IClientService service, JobReference job)
        : base(service, job) => InitParameters();

    public override string MethodName => "cancel";

    public override string HttpMethod => "POST";

    public override string RestPath => "projects/{+projectId}/jobs/{+jobId}/cancel";
}

/// <summary>Waits for a query, and asks for rows of its result.</summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/getQueryResults</remarks>
internal sealed class GetQueryResultsRequest : JobRequest<GetQueryResultsResponse>
{
    public GetQueryResultsRequest(IClientService service, JobReference job)
        : base(service, job) => InitParameters();

    [RequestParameter("maxResults", RequestParameterType.Query)]
    public long? MaxResults { get; init; }

    [RequestParameter("pageToken", RequestParameterType.Query)]
    public string? PageToken { get; init; }

    [RequestParameter("startIndex", RequestParameterType.Query)]
    public ulong? StartIndex { get; init; }

    [RequestParameter("timeoutMs", RequestParameterType.Query)]
    public long? TimeoutMs { get; init; }

    [RequestParameter("formatOptions.useInt64Timestamp", RequestParameterType.Query)]
    public bool? FormatOptionsUseInt64Timestamp { get; } = true;

    public override string MethodName => "getQueryResults";

    public override string HttpMethod => "GET";

    public override string RestPath => "projects/{+projectId}/queries/{+jobId}";

    protected override void InitParameters()
    {
        base.InitParameters();
        Declare("query", "maxResults", "pageToken", "startIndex", "timeoutMs", "formatOptions.useInt64Timestamp");
    }
}
