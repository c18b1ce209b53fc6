using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A result's columns.</summary>
public class TableSchema
{
    [JsonProperty("fields")]
    public virtual IList<TableFieldSchema>? Fields { get; set; }
}
