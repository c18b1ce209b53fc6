using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>What went wrong, and where.</summary>
public class ErrorProto
{
    [JsonProperty("reason")]
    public virtual string? Reason { get; set; }

    [JsonProperty("location")]
    public virtual string? Location { get; set; }

    [JsonProperty("message")]
    public virtual string? Message { get; set; }
}
