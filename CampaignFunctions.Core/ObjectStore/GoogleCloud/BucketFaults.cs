using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Google;
using Google.Apis.Auth.OAuth2.Responses;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>What Google's answers and the network's failures mean.</summary>
internal static class BucketFaults
{
    private static readonly string[] Limits = ["rateLimitExceeded", "userRateLimitExceeded"];

    /// <summary>Null for what has nothing to do with the bucket.</summary>
    public static ObjectStoreException? Of(Exception exception) => exception switch
    {
        ObjectStoreException own => own,
        // An answer of 200 that cannot be read has no status any more.
        GoogleApiException answer when answer.HttpStatusCode == default => NotJson(exception),
        GoogleApiException answer when IsLimit(answer) => OfAnswer(HttpStatusCode.TooManyRequests, answer.Error?.Message, retryAfter: null, answer),
        GoogleApiException answer => OfAnswer(answer.HttpStatusCode, answer.Error?.Message, retryAfter: null, answer),
        TokenResponseException token when token.StatusCode is { } status && (int)status < 500 && status != HttpStatusCode.TooManyRequests =>
            new ObjectStoreException(ObjectStoreFault.Unauthenticated, "Google gives no token for these credentials.", token),
        TokenResponseException => new ObjectStoreException(ObjectStoreFault.Unavailable, "Google's token server does not answer as it should.", exception),
        TimeoutException => new ObjectStoreException(ObjectStoreFault.Unavailable, "The bucket fell silent.", exception),
        HttpRequestException or IOException or SocketException or OperationCanceledException =>
            new ObjectStoreException(ObjectStoreFault.Unavailable, "The bucket cannot be reached, or the connection broke.", exception),
        JsonException or Newtonsoft.Json.JsonException => NotJson(exception),
        _ => null,
    };

    public static ObjectStoreException OfAnswer(HttpStatusCode status, string? detail, TimeSpan? retryAfter, Exception? inner = null)
    {
        var fault = status switch
        {
            HttpStatusCode.Unauthorized => ObjectStoreFault.Unauthenticated,
            HttpStatusCode.Forbidden => ObjectStoreFault.Forbidden,
            HttpStatusCode.NotFound => ObjectStoreFault.NoBucket,
            HttpStatusCode.PreconditionFailed => ObjectStoreFault.Exists,
            HttpStatusCode.TooManyRequests => ObjectStoreFault.Throttled,
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ObjectStoreFault.Unavailable,
            _ => ObjectStoreFault.Refused,
        };
        return new ObjectStoreException(fault, $"The bucket answered {(int)status} ({fault}): {detail ?? "no reason given"}", inner) { RetryAfter = retryAfter };
    }

    /// <summary>Google says 404 of an object and of a bucket; taking one for the other would lose files.</summary>
    public static bool IsMissingObject(GoogleApiException exception) =>
        exception.HttpStatusCode == HttpStatusCode.NotFound
        && exception.Error is { Message: { } message }
        && !message.Contains("bucket does not exist", StringComparison.OrdinalIgnoreCase);

    private static ObjectStoreException NotJson(Exception exception) =>
        new(ObjectStoreFault.Unavailable, "The bucket answered what is not JSON.", exception);

    private static bool IsLimit(GoogleApiException exception) =>
        exception.HttpStatusCode == HttpStatusCode.Forbidden
        && exception.Error?.Errors?.Any(error => Limits.Contains(error.Reason, StringComparer.Ordinal)) == true;
}
