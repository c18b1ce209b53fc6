using Google.Api.Gax.Rest;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Bigquery.v2;
using Google.Apis.Json;
using Google.Apis.Services;
using Newtonsoft.Json;

namespace Google.Cloud.BigQuery.V2;

/// <summary>Makes clients: application default credentials unless a credential is set.</summary>
public sealed class BigQueryClientBuilder : ClientBuilderBase<BigQueryClient>
{
    private static readonly string[] Scopes =
        ["https://www.googleapis.com/auth/bigquery", "https://www.googleapis.com/auth/cloud-platform"];

    /// <summary>Required: whose jobs they are.</summary>
    public string? ProjectId { get; set; }

    public string? DefaultLocation { get; set; }

    public override async Task<BigQueryClient> BuildAsync(CancellationToken cancellationToken = default)
    {
        if (ProjectId is null)
            throw new InvalidOperationException("The project ID must be set before building a client.");

        var credential = GoogleCredential ?? await GoogleCredential.GetApplicationDefaultAsync(cancellationToken);
        if (credential.IsCreateScopedRequired)
            credential = credential.CreateScoped(Scopes);

        // Dates and numbers in cells are texts, and stay what they are.
        var json = NewtonsoftJsonSerializer.CreateDefaultSettings();
        json.DateParseHandling = DateParseHandling.None;
        var service = new BigqueryService(new BaseClientService.Initializer
        {
            ApplicationName = "campaign-functions-local",
            BaseUri = BaseUri,
            HttpClientInitializer = credential,
            Serializer = new NewtonsoftJsonSerializer(json),
        });
        return new BigQueryClientImpl(service, ProjectId, DefaultLocation);
    }
}
