using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignFunctions.Core.Json;
using CampaignFunctions.Core.Results;
using CampaignFunctions.Http.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CampaignFunctions.Http;

/// <summary>Failures as problem documents (https://www.rfc-editor.org/rfc/rfc9457). The one place where kinds meet statuses.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>Seconds a caller is asked to wait while something behind us is down.</summary>
    public const string RetryAfterOutage = "5";

    public static IResult From(OperationError error) => Answer.Written(context => WriteDocumentAsync(context, error));

    public static Task WriteAsync(HttpContext context, OperationError error) => From(error).ExecuteAsync(context);

    private static Task WriteDocumentAsync(HttpContext context, OperationError error)
    {
        var status = StatusOf(error.Kind);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;

        if (RetryAfterOf(error.Kind) is { } seconds && !response.Headers.ContainsKey(HeaderNames.RetryAfter))
            response.Headers.RetryAfter = seconds;

        if (error.Kind is ErrorKind.Unauthenticated)
            response.Headers.WWWAuthenticate = error.Code == TokenErrors.Invalid ? $"Bearer error=\"{TokenErrors.Invalid}\"" : "Bearer";

        return JsonSerializer.SerializeAsync(response.BodyWriter, Document(context, status, error), WireJson.Options, context.RequestAborted);
    }

    public static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict or ErrorKind.InProgress => StatusCodes.Status409Conflict,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.UnsupportedContent => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.OutOfRange => StatusCodes.Status416RangeNotSatisfiable,
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorKind.HeadersTooLarge => StatusCodes.Status431RequestHeaderFieldsTooLarge,
        ErrorKind.QuotaExceeded => StatusCodes.Status507InsufficientStorage,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The W3C trace id of this request, the same as in the logs.</summary>
    public static string TraceId(HttpContext context) => context.Features.Get<IHttpActivityFeature>()?.Activity.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>Seconds a caller is asked to wait: while something behind us is down, and while we are at it.</summary>
    private static string? RetryAfterOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Unavailable or ErrorKind.RateLimited => RetryAfterOutage,
        ErrorKind.InProgress => "1",
        _ => null,
    };

    private static JsonObject Document(HttpContext context, int status, OperationError error)
    {
        var document = new JsonObject
        {
            ["type"] = $"urn:campaign-functions:problem:{error.Code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = error.Detail,
            ["code"] = error.Code,
            ["trace_id"] = TraceId(context),
        };

        if (error.Errors is not null)
            document["errors"] = JsonSerializer.SerializeToNode(error.Errors, WireJson.Options);

        foreach (var (name, value) in error.Members ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            document[name] = JsonSerializer.SerializeToNode(value, WireJson.Options);

        return document;
    }
}
