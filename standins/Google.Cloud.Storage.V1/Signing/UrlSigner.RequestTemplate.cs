namespace Google.Cloud.Storage.V1;

using Values = IEnumerable<KeyValuePair<string, IEnumerable<string>>>;

public sealed partial class UrlSigner
{
    /// <summary>The one request a signed address is for.</summary>
    public sealed class RequestTemplate
    {
        private RequestTemplate(string bucket) => Bucket = bucket;

        internal string Bucket { get; }

        internal string ObjectName { get; private init; }

        internal HttpMethod HttpMethod { get; private init; } = HttpMethod.Get;

        internal Values RequestHeaders { get; private init; } = [];

        internal Values ContentHeaders { get; private init; } = [];

        internal Values QueryParameters { get; private init; } = [];

        public static RequestTemplate FromBucket(string bucket) => new(bucket);

        public RequestTemplate WithObjectName(string objectName) => With(objectName, HttpMethod, RequestHeaders, ContentHeaders, QueryParameters);

        public RequestTemplate WithHttpMethod(HttpMethod method) => With(ObjectName, method ?? HttpMethod.Get, RequestHeaders, ContentHeaders, QueryParameters);

        /// <summary>Headers the request must have, word for word.</summary>
        public RequestTemplate WithRequestHeaders(Values requestHeaders) => With(ObjectName, HttpMethod, requestHeaders, ContentHeaders, QueryParameters);

        /// <inheritdoc cref="WithRequestHeaders"/>
        public RequestTemplate WithContentHeaders(Values contentHeaders) => With(ObjectName, HttpMethod, RequestHeaders, contentHeaders, QueryParameters);

        public RequestTemplate WithQueryParameters(Values queryParameters) => With(ObjectName, HttpMethod, RequestHeaders, ContentHeaders, queryParameters);

        private RequestTemplate With(string objectName, HttpMethod method, Values requestHeaders, Values contentHeaders, Values queryParameters) => new(Bucket)
        {
            ObjectName = objectName,
            HttpMethod = method,
            RequestHeaders = requestHeaders ?? [],
            ContentHeaders = contentHeaders ?? [],
            QueryParameters = queryParameters ?? [],
        };
    }
}
