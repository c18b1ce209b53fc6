using System.Net;
using Google;
using Google.Apis.Requests;
using Newtonsoft.Json;
using Polly.Timeout;

namespace CampaignFunctions.Core.Warehouse.BigQuery;

/// <summary>What BigQuery's errors mean (https://cloud.google.com/bigquery/docs/error-messages): by their reason, then by the status.</summary>
internal static class BigQueryFailures
{
    private const int LongestShown = 500;

    private const string RateLimit = "rateLimitExceeded";

    private static readonly string[] NotTheQuerys =
        ["backendError", "internalError", "jobBackendError", "jobInternalError", RateLimit, "jobRateLimitExceeded", "tableUnavailable"];

    /// <summary>True of what the same call may well answer differently in a moment.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        GoogleApiException { InnerException: JsonException } or JsonException => true, // an answer cut short
        GoogleApiException refused => IsPassing(refused),
        HttpRequestException or IOException or TimeoutRejectedException => true,
        TaskCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    /// <summary>True of a job that failed for no reason of its own: the same query may succeed as another job.</summary>
    public static bool IsWorthAnotherJob(Exception exception) =>
        exception is GoogleApiException refused && Reasons(refused) is [_, ..] reasons && reasons.All(reason => NotTheQuerys.Contains(reason, StringComparer.Ordinal));

    public static bool IsDuplicate(GoogleApiException refused) => refused.HttpStatusCode == HttpStatusCode.Conflict;

    /// <summary>True when it is the table that is missing, and not the dataset or the project.</summary>
    public static bool IsNoTable(GoogleApiException refused) =>
        Message(refused) is { } message
        && (message.Contains("Not found: Table", StringComparison.Ordinal) || message.Contains("does not match any table", StringComparison.Ordinal));

    /// <summary>True when somebody has to mend something; false when BigQuery itself is at fault.</summary>
    public static bool IsRefusal(GoogleApiException refused) => !IsPassing((Exception)refused) && !IsWorthAnotherJob(refused);

    /// <summary>True when a page is asked for by a token that BigQuery doesn't know any more.</summary>
    public static bool IsLostPage(GoogleApiException refused) =>
        refused.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <summary>What the run's error says. Projects and datasets are not the tenant's business, and stay in the log.</summary>
    public static WarehouseFaultException Fault(GoogleApiException refused, string report, long maxBytesBilled)
    {
        var said = (Reasons(refused), refused.HttpStatusCode) switch
        {
            (["bytesBilledLimitExceeded", ..], _) => OverCap(maxBytesBilled),
            (["quotaExceeded", ..], _) => "a BigQuery quota is used up (quotaExceeded). The next sync tries again; if it stays so, raise the quota or sync less often.",
            (["invalidQuery", ..], _) => $"BigQuery refuses the query: {Shown(Message(refused))}",
            (["stopped", ..], _) => "the query was cancelled in BigQuery. The next sync tries again.",
            (["notFound", ..], _) or (_, HttpStatusCode.NotFound) => "BigQuery does not find what the query reads. Check Warehouse:ProjectId, Warehouse:Dataset and Warehouse:Location.",
            (_, HttpStatusCode.Unauthorized) => "BigQuery does not take the service's credentials.",
            (["accessDenied", ..], _) or (_, HttpStatusCode.Forbidden) => "BigQuery denies access. The service account needs roles/bigquery.jobUser in the project and roles/bigquery.dataViewer on the dataset.",
            ([var reason, ..], _) => $"BigQuery refuses the query ({reason}).",
            _ => $"BigQuery refuses the query (status {(int)refused.HttpStatusCode}).",
        };
        return new WarehouseFaultException($"{report}: {said}", refused);
    }

    public static string OverCap(long maxBytesBilled) =>
        $"the query would be billed for more than Warehouse:MaxBytesBilled allows ({maxBytesBilled} bytes), and was not run. Raise the setting, or give the table partitions.";

    // A rate limit comes with the status of a refusal, and the cap on bytes with that of a breakdown.
    private static bool IsPassing(GoogleApiException refused) => refused.HttpStatusCode switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.Forbidden => Reasons(refused) is [RateLimit, ..],
        >= HttpStatusCode.InternalServerError => Reasons(refused) is not ["bytesBilledLimitExceeded", ..],
        _ => false,
    };

    private static string[] Reasons(GoogleApiException refused) =>
        [.. (refused.Error?.Errors ?? []).Select(error => error.Reason).OfType<string>()];

    private static string? Message(GoogleApiException refused) =>
        refused.Error is { } error ? error.Errors?.FirstOrDefault() is SingleError { Message: { } message } ? message : error.Message : null;

    private static string Shown(string? message)
    {
        var line = (message ?? "it gives no reason.").ReplaceLineEndings(" ");
        return line.Length <= LongestShown ? line : $"{line[..LongestShown]}…";
    }
}
