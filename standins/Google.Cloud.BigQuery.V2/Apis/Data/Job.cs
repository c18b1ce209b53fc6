using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A job: what it is to do, and how far it is.</summary>
public class Job
{
    [JsonProperty("configuration")]
    public virtual JobConfiguration Configuration { get; set; } = null!;

    [JsonProperty("jobReference")]
    public virtual JobReference JobReference { get; set; } = null!;

    [JsonProperty("statistics")]
    public virtual JobStatistics Statistics { get; set; } = null!;

    [JsonProperty("status")]
    public virtual JobStatus Status { get; set; } = null!;
}
