using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Requests;

/// <summary>https://cloud.google.com/storage/docs/json_api/v1/objects/get</summary>
internal sealed class GetRequest(StorageService service, string bucket, string name) : StorageRequest<Object>(service, "GET", "b/{bucket}/o/{object}")
{
    [RequestParameter("bucket", RequestParameterType.Path)]
    public string Bucket { get; } = bucket;

    [RequestParameter("object", RequestParameterType.Path)]
    public string ObjectName { get; } = name;
}
