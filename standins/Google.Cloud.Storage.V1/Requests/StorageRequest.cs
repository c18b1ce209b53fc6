using Google.Apis.Discovery;
using Google.Apis.Requests;
using Google.Apis.Util;

namespace Google.Cloud.Storage.V1.Requests;

/// <summary>A call of the JSON API; what it sends stands in properties with <see cref="RequestParameterAttribute"/>.</summary>
internal abstract class StorageRequest<TResponse> : ClientServiceRequest<TResponse>
{
    protected StorageRequest(StorageService service, string method, string path)
        : base(service)
    {
        HttpMethod = method;
        RestPath = path;
        InitParameters();
        foreach (var parameter in GetType().GetProperties().SelectMany(property => property.GetCustomAttributes(typeof(RequestParameterAttribute), inherit: true).Cast<RequestParameterAttribute>()))
            RequestParameters.Add(parameter.Name, new Parameter { Name = parameter.Name, ParameterType = parameter.Type == RequestParameterType.Path ? "path" : "query" });
    }

    public override string MethodName => GetType().Name;

    public override string RestPath { get; }

    public override string HttpMethod { get; }
}
