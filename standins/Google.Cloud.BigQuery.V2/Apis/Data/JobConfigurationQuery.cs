using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A query to run.</summary>
public class JobConfigurationQuery
{
    [JsonProperty("query")]
    public virtual string? Query { get; set; }

    [JsonProperty("useLegacySql")]
    public virtual bool? UseLegacySql { get; set; }

    [JsonProperty("parameterMode")]
    public virtual string? ParameterMode { get; set; }

    [JsonProperty("queryParameters")]
    public virtual IList<QueryParameter>? QueryParameters { get; set; }

    [JsonProperty("useQueryCache")]
    public virtual bool? UseQueryCache { get; set; }

    [JsonProperty("maximumBytesBilled")]
    public virtual long? MaximumBytesBilled { get; set; }
}
