using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The way from an invocation to what it returned.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.functioncontextbindingfeatureextensions</remarks>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>Without a value until the function has returned.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new LocalInvocationResult((LocalFunctionContext)context);
}
