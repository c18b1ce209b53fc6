using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A parameter's name, type and value.</summary>
public class QueryParameter
{
    [JsonProperty("name")]
    public virtual string? Name { get; set; }

    [JsonProperty("parameterType")]
    public virtual QueryParameterType? ParameterType { get; set; }

    [JsonProperty("parameterValue")]
    public virtual QueryParameterValue? ParameterValue { get; set; }
}
