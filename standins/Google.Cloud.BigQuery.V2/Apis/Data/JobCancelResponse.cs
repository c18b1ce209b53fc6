using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>The job that is to end.</summary>
public class JobCancelResponse
{
    [JsonProperty("job")]
    public virtual Job Job { get; set; } = null!;
}
