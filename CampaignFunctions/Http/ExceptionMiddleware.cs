using CampaignFunctions.Core.Results;
using CampaignFunctions.Core.SystemState;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignFunctions.Http;

/// <summary>Turns what nobody expected into a 500 or 503 problem without innards. Timers rethrow, so that the host knows.</summary>
public sealed partial class ExceptionMiddleware(ILogger<ExceptionMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        if (http is null)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception) when (IsCallerGone(exception, http))
        {
            LogAborted(context.FunctionDefinition.Name, context.InvocationId);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            await AnswerAsync(context, http, exception);
        }
    }

    private static bool IsCallerGone(Exception exception, HttpContext http) =>
        exception is ConnectionResetException || (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested);

    private Task AnswerAsync(FunctionContext context, HttpContext http, Exception exception)
    {
        var error = ErrorOf(exception);
        if (error.Kind == ErrorKind.Invalid)
            LogRefused(context.FunctionDefinition.Name, context.InvocationId, error.Code);
        else
            LogFailed(exception, context.FunctionDefinition.Name, context.InvocationId);

        // What failed may be what came after the function: its answer, of which nothing came, would be written behind this one.
        context.GetInvocationResult().Value = null;
        return Problems.WriteAsync(http, error);
    }

    private static OperationError ErrorOf(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new OperationError(ErrorKind.TooLarge, "request_too_large", "The request is larger than this server takes."),
        BadHttpRequestException => new OperationError(ErrorKind.Invalid, "bad_request", "The request body could not be read as it was sent."),
        _ when Outage.Is(exception) => Unavailable(),
        // Class 22 (https://www.postgresql.org/docs/current/errcodes-appendix.html) is data the database cannot hold:
        // NUL characters, numbers beyond any range. The caller sent it, whichever member it came in.
        _ when Outage.Find<PostgresException>(exception) is { SqlState: ['2', '2', ..] } =>
            new OperationError(ErrorKind.Invalid, "unstorable_value", "A value cannot be stored: text must not contain NUL characters, and numbers must be of a usual size."),
        _ => Internal(),
    };

    private static OperationError Internal() =>
        new(ErrorKind.Internal, "internal_error", "Something went wrong on our side. The trace_id finds it in the logs.");

    internal static OperationError Unavailable() =>
        new(ErrorKind.Unavailable, "dependency_unavailable", "Something this call depends on does not answer. Try again; what was to be changed may have been changed all the same.");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} {InvocationId} failed")]
    private partial void LogFailed(Exception exception, string function, string invocationId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} {InvocationId} refused: {Code}")]
    private partial void LogRefused(string function, string invocationId, string code);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} {InvocationId} was given up by its caller")]
    private partial void LogAborted(string function, string invocationId);
}
