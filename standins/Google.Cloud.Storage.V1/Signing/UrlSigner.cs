using Google.Apis.Auth.OAuth2;
using ICredentialSigner = Google.Apis.Auth.OAuth2.IBlobSigner;

namespace Google.Cloud.Storage.V1;

/// <summary>Signs addresses of objects, so that whoever has one may make the one request it is for.</summary>
/// <remarks>https://cloud.google.com/dotnet/docs/reference/Google.Cloud.Storage.V1/latest/Google.Cloud.Storage.V1.UrlSigner</remarks>
public sealed partial class UrlSigner
{
    private readonly Func<Task<IBlobSigner>> signer;

    private UrlSigner(Func<Task<IBlobSigner>> signer) => this.signer = signer;

    /// <summary>Of a credential that can sign: with its key, or by asking IAM.</summary>
    /// <exception cref="InvalidOperationException">The credential cannot sign.</exception>
    public static UrlSigner FromCredential(GoogleCredential credential) => credential.UnderlyingCredential switch
    {
        ServiceAccountCredential account => FromBlobSigner(new CredentialBlobSigner(account, account.Id)),
        ImpersonatedCredential impersonated => FromBlobSigner(new CredentialBlobSigner(impersonated, impersonated.TargetPrincipal)),
        ComputeCredential compute => new UrlSigner(async () => new CredentialBlobSigner(compute, await compute.GetDefaultServiceAccountEmailAsync())),
        var other => throw new InvalidOperationException($"The credential type {other.GetType()} is not supported for signing."),
    };

    public static UrlSigner FromBlobSigner(IBlobSigner signer) => new(() => Task.FromResult(signer));

    public async Task<string> SignAsync(RequestTemplate requestTemplate, Options options, CancellationToken cancellationToken = default)
    {
        var blobSigner = await signer();
        var parameters = new BlobSignerParameters(TimeProvider.System.GetUtcNow());
        var canonical = new V4Request(requestTemplate, options, blobSigner, parameters.SignatureTimestamp);
        var signature = await blobSigner.CreateSignatureAsync(canonical.TextToSign, parameters, cancellationToken);
        return canonical.Signed(Convert.FromBase64String(signature));
    }

    private sealed class CredentialBlobSigner(ICredentialSigner credential, string id) : IBlobSigner
    {
        public string Id => id;

        public string Algorithm => "GOOG4-RSA-SHA256";

        public string CreateSignature(byte[] data, BlobSignerParameters parameters) => throw new NotSupportedException("Nothing blocks: use CreateSignatureAsync.");

        public Task<string> CreateSignatureAsync(byte[] data, BlobSignerParameters parameters, CancellationToken cancellationToken) =>
            credential.SignBlobAsync(data, cancellationToken);
    }
}
