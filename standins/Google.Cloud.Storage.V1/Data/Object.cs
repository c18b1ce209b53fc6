using System.Globalization;
using Newtonsoft.Json;

namespace Google.Apis.Storage.v1.Data;

/// <summary>An object's metadata (https://cloud.google.com/storage/docs/json_api/v1/objects#resource), as far as it is used.</summary>
public class Object
{
    [JsonProperty("bucket")]
    public virtual string Bucket { get; set; }

    [JsonProperty("name")]
    public virtual string Name { get; set; }

    [JsonProperty("contentType")]
    public virtual string ContentType { get; set; }

    [JsonProperty("contentEncoding")]
    public virtual string ContentEncoding { get; set; }

    /// <summary>Big-endian, in base64.</summary>
    [JsonProperty("crc32c")]
    public virtual string Crc32c { get; set; }

    [JsonProperty("generation")]
    public virtual long? Generation { get; set; }

    [JsonProperty("size")]
    public virtual ulong? Size { get; set; }

    [JsonProperty("timeCreated")]
    public virtual string TimeCreatedRaw { get; set; }

    [JsonIgnore]
    public virtual DateTimeOffset? TimeCreatedDateTimeOffset =>
        TimeCreatedRaw is null ? null : DateTimeOffset.Parse(TimeCreatedRaw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
