using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CampaignFunctions.Core.SystemState;

/// <summary>
/// What the product says of itself, besides its logs; docs/operations.md lists it, with what to watch for. Names are OpenTelemetry's
/// where it has one (https://opentelemetry.io/docs/specs/semconv/faas/faas-metrics/). No tag tells tenants, users or objects apart:
/// every value of a tag is a series of its own, kept and paid for, and seen by whoever sees the metrics.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "CampaignFunctions";

    public const string FunctionTag = "faas.name";
    public const string TriggerTag = "faas.trigger";
    public const string StatusTag = "http.response.status_code";
    public const string ErrorTag = "error.type";
    public const string OutcomeTag = "campaign_functions.outcome";
    public const string RowsTag = "campaign_functions.sync.rows.kind";
    public const string MediaTag = "campaign_functions.media.kind";
    public const string OperationTag = "campaign_functions.object_store.operation";

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString();
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Histogram<double> FunctionDurations = Seconds("faas.invoke_duration", "How long functions ran, answers included.", [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 230]);
    private static readonly Histogram<double> SyncDurations = Seconds("campaign_functions.sync.duration", "How long the sync of one tenant took.", [0.1, 0.5, 1, 5, 15, 60, 300, 900, 1800]);
    private static readonly Histogram<double> SyncLags = Seconds("campaign_functions.sync.lag", "How long ago, when its turn came, a tenant's last successful sync had begun.", [300, 900, 1200, 1800, 3600, 7200, 21_600, 86_400, 604_800]);
    private static readonly Counter<long> SyncedRows = Meter.CreateCounter<long>("campaign_functions.sync.rows", "{row}", "Rows of the warehouse that syncs read, changed, or could match with nothing.");
    private static readonly Histogram<double> InspectionDurations = Seconds("campaign_functions.media.inspection.duration", "How long it took to decode an uploaded file, or to find that it cannot be.", [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60]);
    private static readonly Histogram<double> UploadWaits = Seconds("campaign_functions.uploads.wait", "How long after its upload a file was processed.", [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600]);
    private static readonly Counter<long> ObjectStoreRetries = Meter.CreateCounter<long>("campaign_functions.object_store.retries", "{retry}", "Requests to the object store that were sent again.");

    // Every sweep measures it anew, on whichever instance the timer runs; one that no longer does must not go on reporting its last.
    private static readonly Reading PendingUploads = new(goodFor: TimeSpan.FromMinutes(11));

    static Telemetry() =>
        Meter.CreateObservableGauge("campaign_functions.uploads.pending", () => PendingUploads.At(TimeProvider.System.GetUtcNow()), "{file}", "Uploaded files that wait to be processed, as the last sweep met them.");

    /// <summary>Starts the product's own spans.</summary>
    public static ActivitySource Source { get; } = new(Name, Version);

    /// <summary>A function came to its end: after so long, with this HTTP status or error, if any.</summary>
    public static void Invoked(string function, string trigger, TimeSpan duration, int? status, string? error)
    {
        var tags = new TagList { { FunctionTag, function }, { TriggerTag, trigger } };
        AddIfAny(ref tags, StatusTag, status);
        AddIfAny(ref tags, ErrorTag, error);
        FunctionDurations.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A tenant's turn to be synced came, this long after its last successful sync began.</summary>
    public static void SyncDue(TimeSpan lag) => SyncLags.Record(lag.TotalSeconds);

    /// <summary>One tenant's sync ended; an error is the code of an expected one, or the type of an exception.</summary>
    public static void Synced(TimeSpan duration, string? error)
    {
        var tags = new TagList { { OutcomeTag, error is null ? "succeeded" : "failed" } };
        AddIfAny(ref tags, ErrorTag, error);
        SyncDurations.Record(duration.TotalSeconds, tags);
    }

    public static void SyncedWith(long rowsRead, long rowsChanged, long unmatchedRows)
    {
        SyncedRows.Add(rowsRead, new KeyValuePair<string, object?>(RowsTag, "read"));
        SyncedRows.Add(rowsChanged, new KeyValuePair<string, object?>(RowsTag, "changed"));
        SyncedRows.Add(unmatchedRows, new KeyValuePair<string, object?>(RowsTag, "unmatched"));
    }

    /// <summary>A file was looked at; an error is the code of why it cannot be decoded.</summary>
    public static void Inspected(string mediaKind, TimeSpan duration, string? error)
    {
        var tags = new TagList { { MediaTag, mediaKind }, { OutcomeTag, error is null ? "ready" : "failed" } };
        AddIfAny(ref tags, ErrorTag, error);
        InspectionDurations.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A file has its result, this long after its upload.</summary>
    public static void UploadProcessed(TimeSpan wait) => UploadWaits.Record(wait.TotalSeconds);

    public static void UploadsPending(long files, DateTimeOffset now) => PendingUploads.Take(files, now);

    /// <summary>A request is sent again. The operation is one of few (<c>list</c>, <c>take a chunk</c>, …), the error what was wrong.</summary>
    public static void ObjectStoreRetried(string operation, string error) =>
        ObjectStoreRetries.Add(1, new KeyValuePair<string, object?>(OperationTag, operation), new KeyValuePair<string, object?>(ErrorTag, error));

    private static void AddIfAny(ref TagList tags, string name, object? value)
    {
        if (value is not null)
            tags.Add(name, value);
    }

    private static Histogram<double> Seconds(string name, string description, double[] boundaries) =>
        Meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
