using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>Runs a timer function once, in a scope of its own. A failure is logged and ends here: the schedule goes on.</summary>
internal sealed class TimerInvocation(Function function, FunctionPipeline pipeline, IServiceScopeFactory scopes, ILogger logger)
{
    public async Task RunAsync(TimerInfo timer, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(function, timer, scope.ServiceProvider, cancellation);
        try
        {
            await pipeline.RunAsync(context);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host is stopping.
        }
        catch (Exception exception)
        {
            logger.FunctionFailed(exception, function.Name, context.InvocationId);
        }
    }
}
