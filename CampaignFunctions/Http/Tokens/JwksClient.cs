using System.Net;
using System.Text.Json;

namespace CampaignFunctions.Http.Tokens;

/// <summary>Gets the issuer's keys: one request to one configured address, bounded in time and size, not redirected.</summary>
internal sealed class JwksClient(TrustedIssuer issuer, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public const int MaxBytes = 512 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>The keys there are now.</summary>
    /// <exception cref="Exception">There was no JWKS to be got, in one of the many ways there are.</exception>
    public async Task<KeySet> FetchAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var response = await http.GetAsync(issuer.JwksUri, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"The answer is {(int)response.StatusCode}.");

        await using var body = new BoundedStream(await response.Content.ReadAsStreamAsync(timeout.Token), MaxBytes);
        using var document = await JsonDocument.ParseAsync(body, Strict, timeout.Token);
        return KeySet.Parse(document.RootElement);
    }

    public void Dispose() => http.Dispose();
}
