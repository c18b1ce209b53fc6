using System.Net.Http.Headers;
using System.Net.Http.Json;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.Storage.V1;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>
/// Has a service account sign by IAM (https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/signBlob), for
/// credentials that have no key: federated ones need the role Service Account Token Creator on it.
/// </summary>
internal sealed class IamBlobSigner(GoogleCredential credential, string serviceAccount, Uri iam, HttpClient http, BucketRetries retries, TimeProvider time) : UrlSigner.IBlobSigner
{
    private readonly GoogleCredential scoped = credential.CreateScoped("https://www.googleapis.com/auth/cloud-platform");
    private readonly Uri address = new(iam, $"v1/projects/-/serviceAccounts/{Uri.EscapeDataString(serviceAccount)}:signBlob");

    public string Id => serviceAccount;

    public string Algorithm => "GOOG4-RSA-SHA256";

    public string CreateSignature(byte[] data, UrlSigner.BlobSignerParameters parameters) =>
        throw new NotSupportedException("Nothing blocks: use CreateSignatureAsync.");

    public Task<string> CreateSignatureAsync(byte[] data, UrlSigner.BlobSignerParameters parameters, CancellationToken cancellationToken) =>
        retries.RunAsync("sign", token => SignAsync(data, token), cancellationToken);

    private async Task<string> SignAsync(byte[] data, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { payload = Convert.ToBase64String(data) }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await scoped.UnderlyingCredential.GetAccessTokenForRequestAsync(cancellationToken: cancellation));
        using var response = await http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw BucketFaults.OfAnswer(response.StatusCode, "IAM does not sign", RetryAfterHandler.Of(response, time));

        return (await response.Content.ReadFromJsonAsync<Signature>(cancellation))?.SignedBlob
            ?? throw new ObjectStoreException(ObjectStoreFault.Unavailable, "IAM answered without a signature.");
    }

    private sealed record Signature(string? SignedBlob);
}
