using Google.Apis.Storage.v1.Data;
using Google.Apis.Util;

namespace Google.Cloud.Storage.V1.Requests;

/// <summary>https://cloud.google.com/storage/docs/json_api/v1/objects/list</summary>
internal sealed class ListRequest(StorageService service, string bucket) : StorageRequest<Objects>(service, "GET", "b/{bucket}/o")
{
    [RequestParameter("bucket", RequestParameterType.Path)]
    public string Bucket { get; } = bucket;

    [RequestParameter("prefix", RequestParameterType.Query)]
    public string Prefix { get; set; }

    [RequestParameter("startOffset", RequestParameterType.Query)]
    public string StartOffset { get; set; }

    [RequestParameter("maxResults", RequestParameterType.Query)]
    public int? MaxResults { get; set; }

    [RequestParameter("pageToken", RequestParameterType.Query)]
    public string PageToken { get; set; }

    [RequestParameter("fields", RequestParameterType.Query)]
    public string Fields { get; set; }
}
