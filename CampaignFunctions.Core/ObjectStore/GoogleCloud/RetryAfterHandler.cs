using System.Net;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Keeps what an answer says about when to come back, which Google's client drops.</summary>
internal sealed class RetryAfterHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || Of(response, time) is not { } retryAfter)
            return response;

        using (response)
            throw BucketFaults.OfAnswer(response.StatusCode, "it says when to come back", retryAfter);
    }

    /// <summary>https://www.rfc-editor.org/rfc/rfc9110#field.retry-after: seconds, or a date.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
