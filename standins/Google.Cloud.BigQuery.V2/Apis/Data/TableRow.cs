using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A row's cells.</summary>
public class TableRow
{
    [JsonProperty("f")]
    public virtual IList<TableCell> F { get; set; } = null!;
}
