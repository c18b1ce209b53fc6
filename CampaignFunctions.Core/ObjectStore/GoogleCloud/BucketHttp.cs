using Google.Apis.Http;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>The connections to the bucket, for Google's client and for what goes past it.</summary>
internal sealed class BucketHttp : Google.Apis.Http.IHttpClientFactory, IDisposable
{
    private readonly SilenceHandler watched;
    private readonly TimeProvider time;

    public BucketHttp(IOptions<ObjectStoreOptions> options, TimeProvider time)
    {
        this.time = time;
        var sockets = new SocketsHttpHandler
        {
            // 308 is how a resumable upload says "go on".
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Value.Timeout,
            // Addresses move.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        watched = new SilenceHandler(sockets, options.Value.Timeout, time);
        Client = new HttpClient(watched, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Without credentials.</summary>
    public HttpClient Client { get; }

    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args)
    {
        var factory = new HttpClientFromMessageHandlerFactory(_ => new HttpClientFromMessageHandlerFactory.ConfiguredHttpMessageHandler(
            new RetryAfterHandler(watched, time), performsAutomaticDecompression: false, handlesRedirect: false));
        var client = factory.CreateHttpClient(args);
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    public void Dispose()
    {
        Client.Dispose();
        watched.Dispose();
    }
}
