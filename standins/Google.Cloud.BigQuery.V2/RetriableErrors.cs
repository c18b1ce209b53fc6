using System.Net;
using Google.Apis.Http;
using Google.Apis.Json;
using Google.Apis.Util;
using Newtonsoft.Json;

namespace Google.Cloud.BigQuery.V2;

/// <summary>Answers after which a request is sent again, a little later each time; Google.Apis itself sees to 503, and to how often.</summary>
internal sealed class RetriableErrors : IHttpUnsuccessfulResponseHandler
{
    private const int LongestPower = 5;

    private RetriableErrors()
    {
    }

    public static RetriableErrors Instance { get; } = new();

    public async Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
    {
        if (!args.SupportsRetry || !await IsRetriableAsync(args.Response))
            return false;

        await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, Math.Min(args.CurrentFailedTry - 1, LongestPower))), args.CancellationToken);
        return true;
    }

    private static async Task<bool> IsRetriableAsync(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.BadGateway)
            return true;

        try
        {
            var answer = NewtonsoftJsonSerializer.Instance.Deserialize<StandardResponse<object>>(await response.Content.ReadAsStringAsync());
            return answer?.Error?.Errors is { Count: > 0 } errors && errors.All(error => error.Reason is "rateLimitExceeded" or "backendError");
        }
        catch (JsonException)
        {
            // A proxy's page, say, which gives no reason.
            return false;
        }
    }
}
