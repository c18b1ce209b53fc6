using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The way from an invocation to its HTTP request.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/api/microsoft.azure.functions.worker.functioncontextextensions.gethttpcontext</remarks>
public static class FunctionContextExtensions
{
    /// <summary>Null when the function was not started by HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context is LocalFunctionContext local
            ? local.HttpContext
            : context.Items.TryGetValue(LocalFunctionContext.HttpContextKey, out var item) ? item as HttpContext : null;
}
