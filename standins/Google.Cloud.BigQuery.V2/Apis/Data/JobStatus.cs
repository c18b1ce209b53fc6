using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>How far a job is.</summary>
public class JobStatus
{
    [JsonProperty("state")]
    public virtual string? State { get; set; }

    [JsonProperty("errorResult")]
    public virtual ErrorProto? ErrorResult { get; set; }

    [JsonProperty("errors")]
    public virtual IList<ErrorProto>? Errors { get; set; }
}
