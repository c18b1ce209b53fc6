using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A parameter's value, or its items'.</summary>
public class QueryParameterValue
{
    [JsonProperty("value")]
    public virtual string? Value { get; set; }

    [JsonProperty("arrayValues")]
    public virtual IList<QueryParameterValue>? ArrayValues { get; set; }
}
