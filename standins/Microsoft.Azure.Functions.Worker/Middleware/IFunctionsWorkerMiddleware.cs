namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Work around every invocation. One instance serves them all: scoped services come from the context.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#middleware</remarks>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
