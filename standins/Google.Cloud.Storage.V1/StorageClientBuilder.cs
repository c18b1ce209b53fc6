using Google.Api.Gax.Rest;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Google.Apis.Services;
using Google.Cloud.Storage.V1.Requests;

namespace Google.Cloud.Storage.V1;

/// <summary>Makes a client of the public JSON API, or of something that speaks it.</summary>
/// <remarks>https://cloud.google.com/dotnet/docs/reference/Google.Cloud.Storage.V1/latest/Google.Cloud.Storage.V1.StorageClientBuilder</remarks>
public sealed class StorageClientBuilder : ClientBuilderBase<StorageClient>
{
    private const string Scope = "https://www.googleapis.com/auth/devstorage.full_control";

    /// <summary>Calls without credentials.</summary>
    public bool UnauthenticatedAccess { get; set; }

    public override async Task<StorageClient> BuildAsync(CancellationToken cancellationToken = default)
    {
        if (UnauthenticatedAccess && GoogleCredential is not null)
            throw new InvalidOperationException("When requesting unauthenticated access, don't specify any other credentials.");

        return new StorageClientImpl(new StorageService(new BaseClientService.Initializer
        {
            ApplicationName = "google-cloud-storage-standin",
            BaseUri = BaseUri,
            HttpClientFactory = HttpClientFactory,
            HttpClientInitializer = UnauthenticatedAccess ? null : await ScopedCredentialAsync(cancellationToken),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }));
    }

    private async Task<GoogleCredential> ScopedCredentialAsync(CancellationToken cancellationToken)
    {
        var credential = GoogleCredential ?? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken);
        var scoped = credential.IsCreateScopedRequired ? credential.CreateScoped(Scope) : credential;

        // A service account's key signs its own tokens; no token server is asked.
        return scoped.UnderlyingCredential is ServiceAccountCredential { UseJwtAccessWithScopes: false } account
            ? GoogleCredential.FromServiceAccountCredential(account.WithUseJwtAccessWithScopes(true))
            : scoped;
    }
}
