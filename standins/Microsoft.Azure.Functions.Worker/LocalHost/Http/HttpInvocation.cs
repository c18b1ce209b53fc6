using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Answers one request with one function. The result is executed outside all middleware, as the vendor's worker does.</summary>
internal sealed class HttpInvocation(Function function, FunctionPipeline pipeline, ILogger logger)
{
    public async Task RunAsync(HttpContext http)
    {
        var context = new LocalFunctionContext(function, http);
        // The vendor's worker is told of invocations over gRPC, where nothing flows that belongs to the request.
        Activity.Current = null;
        try
        {
            await pipeline.RunAsync(context);
            if (context.Result is not null && !http.RequestAborted.IsCancellationRequested)
                await context.Result.ExecuteAsync(http);
            if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
                LeaveAnswerAlone(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
        catch (Exception exception)
        {
            logger.FunctionFailed(exception, function.Name, context.InvocationId);
            AnswerFailure(http, exception);
        }
    }

    /// <summary>An empty 404 that a function returned stays as empty as it is in Azure.</summary>
    private static void LeaveAnswerAlone(HttpContext http)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } statusCodePages)
            statusCodePages.Enabled = false;
    }

    private static void AnswerFailure(HttpContext http, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
    }
}
