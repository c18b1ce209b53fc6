using Newtonsoft.Json;

namespace Google.Apis.Bigquery.v2.Data;

/// <summary>A part of a result, once the job is complete.</summary>
public class GetQueryResultsResponse
{
    [JsonProperty("jobComplete")]
    public virtual bool? JobComplete { get; set; }

    [JsonProperty("jobReference")]
    public virtual JobReference? JobReference { get; set; }

    [JsonProperty("schema")]
    public virtual TableSchema Schema { get; set; } = null!;

    [JsonProperty("rows")]
    public virtual IList<TableRow>? Rows { get; set; }

    [JsonProperty("totalRows")]
    public virtual ulong? TotalRows { get; set; }

    [JsonProperty("pageToken")]
    public virtual string? PageToken { get; set; }

    [JsonProperty("errors")]
    public virtual IList<ErrorProto>? Errors { get; set; }
}
