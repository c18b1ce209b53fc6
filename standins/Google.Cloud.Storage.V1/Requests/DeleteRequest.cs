using Google.Apis.Util;

namespace Google.Cloud.Storage.V1.Requests;

/// <summary>https://cloud.google.com/storage/docs/json_api/v1/objects/delete</summary>
internal sealed class DeleteRequest(StorageService service, string bucket, string name) : StorageRequest<string>(service, "DELETE", "b/{bucket}/o/{object}")
{
    [RequestParameter("bucket", RequestParameterType.Path)]
    public string Bucket { get; } = bucket;

    [RequestParameter("object", RequestParameterType.Path)]
    public string ObjectName { get; } = name;

    [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
    public long? IfGenerationMatch { get; set; }
}
