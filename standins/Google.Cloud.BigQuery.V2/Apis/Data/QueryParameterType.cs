using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A parameter's type.</summary>
public class QueryParameterType
{
    [JsonProperty("type")]
    public virtual string? Type { get; set; }

    [JsonProperty("arrayType")]
    public virtual QueryParameterType? ArrayType { get; set; }
}
