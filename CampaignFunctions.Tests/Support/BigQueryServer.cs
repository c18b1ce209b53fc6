using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Support;

/// <summary>What a call of BigQuery's API was about.</summary>
internal enum BigQueryCallKind
{
    /// <summary>jobs.insert with dryRun.</summary>
    Plan,

    /// <summary>jobs.insert.</summary>
    Insert,

    /// <summary>jobs.getQueryResults.</summary>
    Results,

    /// <summary>jobs.get.</summary>
    Get,

    /// <summary>jobs.cancel.</summary>
    Cancel,
}

internal sealed record BigQueryCall(BigQueryCallKind Kind, string? JobId, JsonNode? Body, IQueryCollection Query)
{
    public string Sql => (string)Body!["configuration"]!["query"]!["query"]!;

    public JsonNode? Parameter(string name) =>
        Body!["configuration"]!["query"]!["queryParameters"]!.AsArray().SingleOrDefault(parameter => (string?)parameter!["name"] == name);
}

/// <summary>
/// The query part of BigQuery's REST API (https://cloud.google.com/bigquery/docs/reference/rest) in this process, over <see cref="BigQueryTables"/> or prepared
/// answers. It is of one regional location, holds each call against the documentation, and remembers it.
/// </summary>
internal sealed class BigQueryServer : IAsyncDisposable
{
    public const string Project = "acme-analytics";
    public const string Dataset = "ads";
    public const string Location = "europe-west3";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<BigQueryCall> calls = new();
    private readonly ConcurrentQueue<string> wrongs = new();
    private readonly ConcurrentDictionary<BigQueryCallKind, ConcurrentQueue<BigQueryFault>> faults = new();
    private readonly ConcurrentDictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Sql, BigQueryAnswer Answer)> prepared = new();

    private BigQueryServer(WebApplication app, BigQueryTables tables)
    {
        this.app = app;
        Tables = tables;
    }

    public BigQueryTables Tables { get; }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IReadOnlyList<BigQueryCall> Calls => [.. calls];

    /// <summary>What any query would read.</summary>
    public long Bytes { get; set; } = 1_000_000;

    /// <summary>Rows of one answer, should more be asked for.</summary>
    public int MostRows { get; set; } = 100_000;

    /// <summary>Looks at a call before it is answered, and may hold it up or give it a fault.</summary>
    public Func<BigQueryCall, BigQueryFault?> Meddle { get; set; } = _ => null;

    /// <summary>Jobs that were really run.</summary>
    public int Jobs => jobs.Count;

    public static async Task<BigQueryServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new BigQueryServer(builder.Build(), await BigQueryTables.CreateAsync());
        server.app.MapPost("/bigquery/v2/projects/{project}/jobs", server.InsertAsync);
        server.app.MapGet("/bigquery/v2/projects/{project}/jobs/{job}", (HttpContext http, string project, string job) => server.OfJobAsync(http, BigQueryCallKind.Get, project, job));
        server.app.MapPost("/bigquery/v2/projects/{project}/jobs/{job}/cancel", (HttpContext http, string project, string job) => server.OfJobAsync(http, BigQueryCallKind.Cancel, project, job));
        server.app.MapGet("/bigquery/v2/projects/{project}/queries/{job}", (HttpContext http, string project, string job) => server.OfJobAsync(http, BigQueryCallKind.Results, project, job));
        server.app.MapFallback(http => server.WrongAsync(http, $"Nothing is known of {http.Request.Method} {http.Request.Path}."));
        await server.app.StartAsync();
        return server;
    }

    public Dictionary<string, string?> Settings(string profile) => new(StringComparer.Ordinal)
    {
        ["Warehouse:Provider"] = "bigquery",
        ["Warehouse:ProjectId"] = Project,
        ["Warehouse:Dataset"] = Dataset,
        ["Warehouse:Profile"] = profile,
        ["Warehouse:Location"] = Location,
        ["Warehouse:Endpoint"] = Address,
    };

    /// <summary>Does this to the next calls of a kind, one after another.</summary>
    public void Next(BigQueryCallKind kind, params BigQueryFault[] troubles)
    {
        foreach (var trouble in troubles)
            faults.GetOrAdd(kind, _ => new()).Enqueue(trouble);
    }

    /// <summary>Answers queries that contain this with that.</summary>
    public void Prepare(string sql, BigQueryAnswer answer) => prepared.Enqueue((sql, answer));

    public IReadOnlyList<BigQueryCall> CallsOf(BigQueryCallKind kind) => [.. Calls.Where(call => call.Kind == kind)];

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Tables.DisposeAsync();
        Assert.Empty(wrongs);
    }

    private async Task InsertAsync(HttpContext http, string project)
    {
        var body = await BodyAsync(http.Request);
        var isPlan = (bool?)body["configuration"]?["dryRun"] == true;
        var jobId = (string?)body["jobReference"]?["jobId"];
        var call = Remember(new BigQueryCall(isPlan ? BigQueryCallKind.Plan : BigQueryCallKind.Insert, jobId, body, http.Request.Query));
        if (Wrong(call, http, project) is { } wrong)
            await WrongAsync(http, wrong);
        else
            await AnswerAsync(http, call, _ => isPlan ? PlanAsync(call) : RunAsync(call));
    }

    private async Task OfJobAsync(HttpContext http, BigQueryCallKind kind, string project, string jobId)
    {
        var call = Remember(new BigQueryCall(kind, jobId, Body: null, http.Request.Query));
        if (project != Project || !IsAuthorized(http))
            await WrongAsync(http, $"{kind} for {project} with {http.Request.Headers.Authorization}.");
        else
            await AnswerAsync(http, call, fault => Task.FromResult(OfJob(call, fault)));
    }

    private JsonObject OfJob(BigQueryCall call, BigQueryFault? fault)
    {
        // Outside the multi-regions a job is found only where it is.
        if (call.Query["location"] != Location || !jobs.TryGetValue(call.JobId!, out var job))
            throw new BigQueryRefusal(404, "notFound", $"Not found: Job {Project}:{call.JobId}");

        return call.Kind switch
        {
            BigQueryCallKind.Results => Results(call, job, fault),
            BigQueryCallKind.Cancel => new JsonObject { ["kind"] = "bigquery#jobCancelResponse", ["job"] = job.ToJson() },
            _ => job.ToJson(),
        };
    }

    private async Task<JsonObject> PlanAsync(BigQueryCall call)
    {
        var answer = await EvaluateAsync(call, describeOnly: true);
        var bytes = Bytes.ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["kind"] = "bigquery#job",
            ["configuration"] = call.Body!["configuration"]!.DeepClone(),
            // A plan is no job: it has no name.
            ["jobReference"] = new JsonObject { ["projectId"] = Project, ["location"] = Location },
            ["status"] = new JsonObject { ["state"] = "DONE" },
            ["statistics"] = new JsonObject
            {
                ["totalBytesProcessed"] = bytes,
                ["query"] = new JsonObject { ["totalBytesProcessed"] = bytes, ["schema"] = answer.Schema() },
            },
        };
    }

    private async Task<JsonObject> RunAsync(BigQueryCall call)
    {
        var job = new Job(call.JobId!, call.Body!["configuration"]!, await EvaluateAsync(call, describeOnly: false));
        if (!jobs.TryAdd(job.Id, job))
            throw new BigQueryRefusal(409, "duplicate", $"Already Exists: Job {Project}:{Location}.{job.Id}");

        return job.ToJson();
    }

    private JsonObject Results(BigQueryCall call, Job job, BigQueryFault? fault)
    {
        var reference = job.ToJson()["jobReference"]!.DeepClone();
        if (fault?.Trouble == BigQueryTrouble.Incomplete)
            return new JsonObject { ["kind"] = "bigquery#getQueryResultsResponse", ["jobReference"] = reference, ["jobComplete"] = false };

        var token = (string?)call.Query["pageToken"];
        if (token is not null && !token.StartsWith($"{job.Id}/", StringComparison.Ordinal))
            throw new BigQueryRefusal(400, "invalid", $"Invalid page token: {token}");

        var from = int.Parse(token?[(job.Id.Length + 1)..] ?? (string?)call.Query["startIndex"] ?? "0", CultureInfo.InvariantCulture);
        var most = Math.Min(MostRows, int.Parse((string?)call.Query["maxResults"] ?? "100000", CultureInfo.InvariantCulture));
        most = fault?.Trouble switch { BigQueryTrouble.OneRow => 1, BigQueryTrouble.NoRows => 0, _ => most };

        var rows = job.Answer.Rows.Skip(from).Take(most).ToList();
        var result = new JsonObject
        {
            ["kind"] = "bigquery#getQueryResultsResponse",
            ["jobReference"] = reference,
            ["jobComplete"] = true,
            ["cacheHit"] = false,
            ["totalBytesProcessed"] = Bytes.ToString(CultureInfo.InvariantCulture),
            ["schema"] = job.Answer.Schema(),
            ["totalRows"] = job.Answer.Rows.Count.ToString(CultureInfo.InvariantCulture),
        };
        if (rows.Count > 0)
            result["rows"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["f"] = new JsonArray([.. row.Select(cell => (JsonNode)new JsonObject { ["v"] = cell })]) })]);
        if (from + rows.Count < job.Answer.Rows.Count && fault?.Trouble is not (BigQueryTrouble.LoseToken or BigQueryTrouble.NoRows))
            result["pageToken"] = string.Create(CultureInfo.InvariantCulture, $"{job.Id}/{from + rows.Count}");
        return result;
    }

    private async Task<BigQueryAnswer> EvaluateAsync(BigQueryCall call, bool describeOnly)
    {
        var ready = prepared.FirstOrDefault(one => call.Sql.Contains(one.Sql, StringComparison.Ordinal)).Answer;
        return ready ?? await Tables.QueryAsync(call.Sql, call.Body!["configuration"]!["query"]!["queryParameters"]?.AsArray() ?? [], describeOnly);
    }

    private async Task AnswerAsync(HttpContext http, BigQueryCall call, Func<BigQueryFault?, Task<JsonObject>> answer)
    {
        var fault = Meddle(call) ?? (faults.TryGetValue(call.Kind, out var waiting) && waiting.TryDequeue(out var next) ? next : null);
        switch (fault?.Trouble)
        {
            case BigQueryTrouble.Reset:
                http.Abort();
                return;
            case BigQueryTrouble.Stall:
                await WaitForAbortAsync(http);
                return;
            case BigQueryTrouble.Error:
                await WriteAsync(http, fault.Status, fault.ToJson());
                return;
        }

        JsonObject json;
        try
        {
            json = await answer(fault);
        }
        catch (BigQueryRefusal refusal)
        {
            await WriteAsync(http, refusal.Fault.Status, refusal.Fault.ToJson());
            return;
        }

        var text = json.ToJsonString();
        switch (fault?.Trouble)
        {
            case BigQueryTrouble.LoseAnswer:
                http.Abort();
                break;
            case BigQueryTrouble.BreakOff:
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
                await http.Response.WriteAsync(text[..(text.Length / 2)]);
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            case BigQueryTrouble.CutShort:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(text[..(text.Length / 2)]);
                break;
            default:
                await WriteAsync(http, StatusCodes.Status200OK, json);
                break;
        }
    }

    private static async Task WaitForAbortAsync(HttpContext http)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }

    // What the documentation asks of an insert.
    private static string? Wrong(BigQueryCall call, HttpContext http, string project)
    {
        var query = call.Body!["configuration"]?["query"];
        return (query, call.Body["jobReference"]) switch
        {
            _ when project != Project => $"project {project}",
            _ when !IsAuthorized(http) => "no bearer token",
            (null, _) or (_, null) => "no query, or no job reference",
            _ when (bool?)query["useLegacySql"] != false => "useLegacySql is not false",
            _ when (string?)query["parameterMode"] != "named" => "parameterMode is not named",
            _ when call.Body["jobReference"]!["projectId"]?.ToString() != Project => "a job of another project",
            _ when call.Body["jobReference"]!["location"]?.ToString() is { } location && location != Location => $"location {location}",
            _ when call.JobId is not { Length: > 0 and <= 1024 } id || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') => $"job id {call.JobId}",
            _ => null,
        };
    }

    private BigQueryCall Remember(BigQueryCall call)
    {
        calls.Enqueue(call);
        return call;
    }

    private Task WrongAsync(HttpContext http, string what)
    {
        wrongs.Enqueue(what);
        return WriteAsync(http, StatusCodes.Status501NotImplemented, BigQueryFault.Error(501, "notImplemented", what).ToJson());
    }

    private static bool IsAuthorized(HttpContext http) => http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal);

    private static async Task<JsonNode> BodyAsync(HttpRequest request)
    {
        await using var body = request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        return (await JsonNode.ParseAsync(body))!;
    }

    private static Task WriteAsync(HttpContext http, int status, JsonObject json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        return http.Response.WriteAsync(json.ToJsonString());
    }

    private sealed record Job(string Id, JsonNode Configuration, BigQueryAnswer Answer)
    {
        public JsonObject ToJson() => new()
        {
            ["kind"] = "bigquery#job",
            ["configuration"] = Configuration.DeepClone(),
            ["jobReference"] = new JsonObject { ["projectId"] = Project, ["jobId"] = Id, ["location"] = Location },
            ["status"] = new JsonObject { ["state"] = "RUNNING" },
        };
    }
}
