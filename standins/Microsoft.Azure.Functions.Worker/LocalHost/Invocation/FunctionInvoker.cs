using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Invocation;

/// <summary>Makes the function's class from the invocation's scope, binds its parameters and calls it. Gives its result, or null when it has none.</summary>
internal delegate ValueTask<IResult?> FunctionInvoker(LocalFunctionContext context);
