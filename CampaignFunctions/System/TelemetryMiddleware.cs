using System.Diagnostics;
using System.Globalization;
using CampaignFunctions.Core.SystemState;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace CampaignFunctions.SystemState;

/// <summary>
/// A span and a measurement of every invocation. Those of a request end with its answer, which the worker writes after all
/// middleware: only then are its status and its duration known.
/// </summary>
internal sealed class TelemetryMiddleware(TimeProvider time) : IFunctionsWorkerMiddleware
{
    private const int ServerError = StatusCodes.Status500InternalServerError;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var started = time.GetTimestamp();
        var name = context.FunctionDefinition.Name;
        var http = context.GetHttpContext();
        // The worker is told of an invocation by another way than of its request, whose trace is the caller's and the host's.
        Activity.Current ??= http?.Features.Get<IHttpActivityFeature>()?.Activity;
        var trigger = http is null ? "timer" : "http";
        var span = Telemetry.Source.StartActivity(name)?
            .SetTag(Telemetry.FunctionTag, name)
            .SetTag(Telemetry.TriggerTag, trigger)
            .SetTag("faas.invocation_id", context.InvocationId);

        http?.Response.OnCompleted(() =>
        {
            var status = http.Response.StatusCode;
            End(span, name, trigger, time.GetElapsedTime(started), status, status >= ServerError ? status.ToString(CultureInfo.InvariantCulture) : null);
            return Task.CompletedTask;
        });

        string? error = null;
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            error = exception.GetType().FullName;
            throw;
        }
        finally
        {
            if (http is null)
                End(span, name, trigger, time.GetElapsedTime(started), status: null, error);
        }
    }

    private static void End(Activity? span, string name, string trigger, TimeSpan duration, int? status, string? error)
    {
        Telemetry.Invoked(name, trigger, duration, status, error);

        span?.SetTag(Telemetry.StatusTag, status).SetTag(Telemetry.ErrorTag, error);
        if (error is not null)
            span?.SetStatus(ActivityStatusCode.Error);
        span?.Dispose();
    }
}
