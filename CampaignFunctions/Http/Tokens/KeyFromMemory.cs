using System.Net;
using System.Text;
using Google.Apis.Http;

namespace CampaignFunctions.Http.Tokens;

/// <summary>The HTTP that the token library may do: it is handed a key we know already, and never reaches the network.</summary>
internal sealed class KeyFromMemory(string jwks) : Google.Apis.Http.IHttpClientFactory
{
    public ConfigurableHttpClient CreateHttpClient(CreateHttpClientArgs args) =>
        new(new ConfigurableMessageHandler(new Answering(jwks)));

    private sealed class Answering(string jwks) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(jwks, Encoding.UTF8, "application/json"),
            });
    }
}
