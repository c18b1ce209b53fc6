#nullable disable // as the vendor's

using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Google.Api.Gax.Rest;

// https://cloud.google.com/dotnet/docs/reference/Google.Api.Gax.Rest/latest/Google.Api.Gax.Rest.ClientBuilderBase-1
// Without docstrings: both Google stand-ins compile this file, and what makes the OpenAPI document takes no type that is documented twice.
public abstract class ClientBuilderBase<TClient>
{
    // With its path: https://storage.googleapis.com/storage/v1/
    public string BaseUri { get; set; }

    // Null takes application default credentials.
    public GoogleCredential GoogleCredential { get; set; }

    public IHttpClientFactory HttpClientFactory { get; set; }

    public abstract Task<TClient> BuildAsync(CancellationToken cancellationToken = default);
}
