using CampaignFunctions.Core.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CampaignFunctions.Http;

/// <summary>
/// Refuses what is larger around its body than any call needs, before anybody looks at it. Each limit lies below the server's own,
/// which cuts the connection without a word. docs/limits.md names them all.
/// </summary>
internal sealed class RequestLimitsMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>Characters, as sent. The longest cursor there can be fits.</summary>
    public const int MaxQueryLength = 6 * 1024;

    /// <summary>Lines. Front ends add some twenty of their own.</summary>
    public const int MaxHeaders = 64;

    /// <summary>Characters of names and values. A token may have 8 KB of them, and front ends repeat the address.</summary>
    public const int MaxHeaderCharacters = 24 * 1024;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && !Access.Of(context.FunctionDefinition.Name).IsPublic && Refuses(http.Request) is { } error)
        {
            await Problems.WriteAsync(http, error);
            return;
        }

        await next(context);
    }

    private static OperationError? Refuses(HttpRequest request)
    {
        if (request.QueryString.Value is { } query && query.Length - 1 > MaxQueryLength)
            return new OperationError(ErrorKind.Invalid, "query_too_long", $"A query has at most {MaxQueryLength} characters behind the question mark.");

        var (lines, characters) = (0, 0);
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                lines++;
                characters += name.Length + (value?.Length ?? 0);
            }
        }

        return lines > MaxHeaders || characters > MaxHeaderCharacters
            ? new OperationError(ErrorKind.HeadersTooLarge, "headers_too_large", $"A request has at most {MaxHeaders} headers, and {MaxHeaderCharacters} characters of names and values in them.")
            : null;
    }
}
