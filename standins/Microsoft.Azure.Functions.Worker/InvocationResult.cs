namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, for middleware to see and replace.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.invocationresult-1</remarks>
public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

/// <summary>What a function returned, of whatever type.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.invocationresult</remarks>
public abstract class InvocationResult : InvocationResult<object>;
