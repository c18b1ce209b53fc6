using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1.Requests;

/// <summary>https://cloud.google.com/storage/docs/performing-resumable-uploads#initiate-session</summary>
internal sealed class InsertSession : ResumableUpload<Object>
{
    public InsertSession(IClientService service, Object body, Stream content)
        : base(service, "/upload/storage/v1/b/{bucket}/o", "POST", content, body.ContentType)
    {
        Body = body;
        Bucket = body.Bucket;
    }

    [RequestParameter("bucket", RequestParameterType.Path)]
    public string Bucket { get; }

    [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
    public long? IfGenerationMatch { get; set; }
}
