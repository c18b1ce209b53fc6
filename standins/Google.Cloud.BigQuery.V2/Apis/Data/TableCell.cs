using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A cell: a text, whatever its type, or null.</summary>
public class TableCell
{
    [JsonProperty("v")]
    public virtual object? V { get; set; }
}
