using CampaignFunctions.Core.Idempotency;
using CampaignFunctions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace CampaignFunctions.Idempotency;

/// <summary>
/// Answers as data. What a function answers is recorded on a response of its own, with what stands on the real one by then (how
/// much of the rate limit was left), so that whoever comes again gets the first answer to the byte.
/// </summary>
internal static class RecordedAnswer
{
    private const string Separator = ": ";

    public static async Task<GivenAnswer> OfAsync(IResult result, HttpContext http)
    {
        using var body = new MemoryStream();
        var features = new FeatureCollection(http.Features);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature { Headers = new HeaderDictionary(http.Response.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)) });
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
        foreach (var values in answer.Headers.Select(header => header.Split(Separator, 2)).GroupBy(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase))
            response.Headers[values.Key] = new StringValues([.. values]);

        if (answer.Status != StatusCodes.Status204NoContent)
            response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    });
}
