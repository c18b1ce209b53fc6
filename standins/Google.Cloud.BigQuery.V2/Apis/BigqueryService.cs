using Google.Apis.Services;

namespace Google.Apis.Bigquery.v2;

/// <summary>Where BigQuery's REST API is.</summary>
internal sealed class BigqueryService(BaseClientService.Initializer initializer) : BaseClientService(initializer)
{
    public override string Name => "bigquery";

    public override string BaseUri => BaseUriOverride ?? "https://bigquery.googleapis.com/bigquery/v2/";

    public override string BasePath => "bigquery/v2/";

    public override IList<string> Features => [];
}
