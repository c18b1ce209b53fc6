using System.Collections.Frozen;
using CampaignFunctions.Http;
using CampaignFunctions.Http.Describe;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignFunctions.Idempotency;

/// <summary>
/// Has a POST with an Idempotency-Key take effect once. Forms are too large to be held and differ in their boundaries: functions
/// that read one run their <see cref="KeyedCall"/> themselves, once the file is in.
/// </summary>
internal sealed class IdempotencyMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenSet<string> ReadForms =
        HttpFunction.All.Where(function => function.Form is not null).Select(function => function.Name).ToFrozenSet(StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http
        && HttpMethods.IsPost(http.Request.Method)
        && http.Request.Headers.ContainsKey(IdempotencyKeyHeader.Name)
        && Access.Of(context.FunctionDefinition.Name) is { IsPublic: false }
            ? InvokeAsync(context, http, next)
            : next(context);

    private static async Task InvokeAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        var call = context.InstanceServices.GetRequiredService<KeyedCall>();
        if (call.TakeKey(http.Request.Headers[IdempotencyKeyHeader.Name]) is { } error)
        {
            await Problems.WriteAsync(http, error);
            return;
        }

        if (ReadForms.Contains(context.FunctionDefinition.Name))
        {
            await next(context);
            return;
        }

        if ((await RequestBody.HoldAsync(http.Request, http.RequestAborted)).Failed(out error, out var body))
        {
            await Problems.WriteAsync(http, error);
            return;
        }

        context.GetInvocationResult().Value = await call.RunAsync(http, fingerprint => fingerprint.Add(body), async () =>
        {
            await next(context);
            return context.GetInvocationResult().Value as IResult ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} gave no result to keep.");
        });
    }
}
