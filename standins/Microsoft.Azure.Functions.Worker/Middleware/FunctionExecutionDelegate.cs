namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of an invocation's pipeline.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.middleware.functionexecutiondelegate</remarks>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
