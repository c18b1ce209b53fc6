using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>The middleware, first registered outermost, around the function itself.</summary>
internal sealed class FunctionPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
{
    private readonly FunctionExecutionDelegate first = middleware.Reverse().Aggregate((FunctionExecutionDelegate)InvokeFunction, (next, wrap) => wrap(next));

    public Task RunAsync(LocalFunctionContext context) => first(context);

    private static async Task InvokeFunction(FunctionContext context)
    {
        var local = (LocalFunctionContext)context;
        local.Result = await local.Function.Invoke(local);
    }
}
