using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>What a job read.</summary>
public class JobStatistics
{
    [JsonProperty("totalBytesProcessed")]
    public virtual long? TotalBytesProcessed { get; set; }

    [JsonProperty("query")]
    public virtual JobStatistics2? Query { get; set; }
}
