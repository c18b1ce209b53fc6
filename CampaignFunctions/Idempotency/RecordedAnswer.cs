using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CampaignFunctions.Idempotency;

/// <summary>
/// Answers as data. What a function answers is recorded on a response of its own: what others put on the real one (limits,
/// dates) is of one call and no part of it.
/// </summary>
internal static class RecordedAnswer
{
    private const string Separator = ": ";

    public static async Task<GivenAnswer> OfAsync(IResult result, HttpContext http)
    {
        using var body = new MemoryStream();
        var features = new FeatureCollection(http.Features);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        // Whoever hangs up now finds the answer when they come again.
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature());
        var recording = new DefaultHttpContext(features);

        await result.ExecuteAsync(recording);
        await recording.Response.CompleteAsync();

        var headers = recording.Response.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key}{Separator}{value}"));
        return new GivenAnswer(recording.Response.StatusCode, [.. headers], body.ToArray());
    }

    /// <summary>Gives it, the first time and every other.</summary>
    public static IResult Give(GivenAnswer answer) => Answer.Written(context =>
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var header in answer.Headers)
        {
            var end = header.IndexOf(Separator, StringComparison.Ordinal);
            response.Headers.Append(header[..end], header[(end + Separator.Length)..]);
        }

        if (answer.Status != StatusCodes.Status204NoContent)
            response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    });
}
