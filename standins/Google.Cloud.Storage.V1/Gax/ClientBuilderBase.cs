#nullable disable // as the vendor's

using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace Google.Api.Gax.Rest;

/// <summary>What builders of clients have in common.</summary>
/// <remarks>https://cloud.google.com/dotnet/docs/reference/Google.Api.Gax.Rest/latest/Google.Api.Gax.Rest.ClientBuilderBase-1</remarks>
public abstract class ClientBuilderBase<TClient>
{
    /// <summary>With its path: <c>https://storage.googleapis.com/storage/v1/</c>.</summary>
    public string BaseUri { get; set; }

    /// <summary>Null takes application default credentials.</summary>
    public GoogleCredential GoogleCredential { get; set; }

    public IHttpClientFactory HttpClientFactory { get; set; }

    public abstract Task<TClient> BuildAsync(CancellationToken cancellationToken = default);
}
