using Google.Apis.Auth.OAuth2;
using Google.Cloud.Storage.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Core.ObjectStore.GoogleCloud;

/// <summary>Google's client and what signs addresses, made of the settings and the credentials when first needed.</summary>
internal sealed partial class BucketConnection(
    IOptions<ObjectStoreOptions> options, GoogleCredentialSource credentials, BucketHttp http, BucketRetries retries, TimeProvider time, ILogger<BucketConnection> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private OpenBucket? opened;

    /// <summary>Without credentials an <see cref="ObjectStoreException"/>; they are looked for again the next time.</summary>
    public async ValueTask<OpenBucket> OpenAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref opened) is { } open)
            return open;

        await gate.WaitAsync(cancellation);
        try
        {
            return opened ??= await BucketRetries.OnceAsync(ConnectAsync, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        opened?.Client.Dispose();
        gate.Dispose();
    }

    private async Task<OpenBucket> ConnectAsync(CancellationToken cancellation)
    {
        var settings = options.Value;
        var credential = settings.IsEmulatorWithoutCredentials ? null : await credentials.FindAsync(cancellation);
        if (credential is null && settings.Address is null)
            throw new ObjectStoreException(ObjectStoreFault.Unauthenticated, "There are no application default credentials for ObjectStore:Provider=gcs.");

        var client = await new StorageClientBuilder
        {
            BaseUri = settings.Address is null ? null : new Uri(settings.Address, "/storage/v1/").AbsoluteUri,
            UnauthenticatedAccess = credential is null,
            GoogleCredential = credential,
            HttpClientFactory = http,
        }.BuildAsync(cancellation);
        return new OpenBucket(client, credential is null ? null : SignerOf(credential));
    }

    private UrlSigner? SignerOf(GoogleCredential credential)
    {
        if (options.Value.SigningServiceAccount is { Length: > 0 } account)
            return UrlSigner.FromBlobSigner(new IamBlobSigner(credential, account, options.Value.Iam, http.Client, retries, time));

        try
        {
            return UrlSigner.FromCredential(credential);
        }
        catch (InvalidOperationException)
        {
            LogCannotSign();
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "These Google credentials cannot sign addresses: files pass through this API until ObjectStore:SigningServiceAccount names an account they may sign for")]
    private partial void LogCannotSign();
}

/// <summary>The bucket's client, and its signer where the credentials allow one.</summary>
internal sealed record OpenBucket(StorageClient Client, UrlSigner? Signer);
