using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, for middleware to see and replace.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.invocationresult-1</remarks>
public class InvocationResult<T>
{
    private readonly LocalFunctionContext context;

    internal InvocationResult(LocalFunctionContext context) => this.context = context;

    /// <summary>The local host answers with an IResult or with nothing.</summary>
    public T? Value
    {
        get => (T?)context.Result;
        set => context.Result = (IResult?)(object?)value;
    }
}

/// <summary>What a function returned, of whatever type.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.invocationresult</remarks>
public sealed class InvocationResult : InvocationResult<object>
{
    internal InvocationResult(LocalFunctionContext context)
        : base(context)
    {
    }
}
