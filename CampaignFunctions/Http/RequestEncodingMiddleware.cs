using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Http;

/// <summary>
/// Refuses what nobody here could read: a query that is not percent-encoded UTF-8, of which the server would make something else,
/// and a body that is compressed, which would be taken for what it is not.
/// </summary>
internal sealed class RequestEncodingMiddleware : IFunctionsWorkerMiddleware
{
    private const string Identity = "identity";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Refuses(http, Access.Of(context.FunctionDefinition.Name).IsPublic) is { } error)
        {
            await Problems.WriteAsync(http, error);
            return;
        }

        await next(context);
    }

    private static OperationError? Refuses(HttpContext http, bool isPublic)
    {
        // What is public reads no text of its callers'.
        if (!isPublic && QueryEncoding.FindMalformed(http.Request.QueryString.Value) is { } parameter)
            return OperationError.Invalid(parameter, "must be percent-encoded UTF-8, such as caf%C3%A9; a percent sign itself is %25.");

        if (HasBody(http) && CodingOf(http.Request) is { } coding)
        {
            // https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16-3
            http.Response.Headers.AcceptEncoding = Identity;
            return new OperationError(ErrorKind.UnsupportedContent, "unsupported_content_encoding", $"{HeaderNames.ContentEncoding} must be left out: bodies are taken as they are, not as '{coding}'.");
        }

        return null;
    }

    private static bool HasBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;

    /// <summary>Null when the body is sent as it is.</summary>
    private static string? CodingOf(HttpRequest request) =>
        request.Headers.GetCommaSeparatedValues(HeaderNames.ContentEncoding)
            .FirstOrDefault(coding => coding.Length > 0 && !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase));
}
