using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A job's full name.</summary>
public class JobReference
{
    [JsonProperty("projectId")]
    public virtual string? ProjectId { get; set; }

    [JsonProperty("jobId")]
    public virtual string? JobId { get; set; }

    [JsonProperty("location")]
    public virtual string? Location { get; set; }
}
