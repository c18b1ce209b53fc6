using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>What a query read; of a dry run, what it would read and give.</summary>
public class JobStatistics2
{
    [JsonProperty("totalBytesProcessed")]
    public virtual long? TotalBytesProcessed { get; set; }

    [JsonProperty("schema")]
    public virtual TableSchema? Schema { get; set; }
}
