using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>A page of a listing (https://cloud.google.com/storage/docs/json_api/v1/objects/list#response).</summary>
public class Objects
{
    /// <summary>Null when the page is empty.</summary>
    [JsonProperty("items")]
    public virtual IList<Object> Items { get; set; }

    [JsonProperty("nextPageToken")]
    public virtual string NextPageToken { get; set; }
}
