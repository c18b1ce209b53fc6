using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>One column: mode is NULLABLE, REQUIRED or REPEATED.</summary>
public class TableFieldSchema
{
    [JsonProperty("name")]
    public virtual string? Name { get; set; }

    [JsonProperty("type")]
    public virtual string? Type { get; set; }

    [JsonProperty("mode")]
    public virtual string? Mode { get; set; }
}
