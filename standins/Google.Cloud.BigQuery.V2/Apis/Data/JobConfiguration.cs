using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>What a job is to do.</summary>
public class JobConfiguration
{
    [JsonProperty("dryRun")]
    public virtual bool? DryRun { get; set; }

    [JsonProperty("labels")]
    public virtual IDictionary<string, string>? Labels { get; set; }

    [JsonProperty("query")]
    public virtual JobConfigurationQuery? Query { get; set; }
}
