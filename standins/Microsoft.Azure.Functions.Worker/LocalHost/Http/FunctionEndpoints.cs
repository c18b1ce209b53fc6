using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker.LocalHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Http;

/// <summary>Every HTTP function under its route, by ASP.NET's own routing.</summary>
internal static class FunctionEndpoints
{
    public static void MapFunctions(this WebApplication app, bool servesHttp)
    {
        var functions = app.Services.GetRequiredService<FunctionCatalog>().Functions.Where(function => function.Http is not null).ToList();
        if (functions.Count > 0 && !servesHttp)
            throw new InvalidOperationException($"Function '{functions[0].Name}' is started by HTTP, but the builder was not told to serve HTTP functions. Call builder.ConfigureFunctionsWebApplication() in Program.cs.");

        var prefix = HostJson.ReadRoutePrefix();
        var pipeline = app.Services.GetRequiredService<FunctionPipeline>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FunctionsHost");

        foreach (var function in functions)
            Map(app, prefix, function, new HttpInvocation(function, pipeline, logger));
    }

    private static void Map(WebApplication app, string prefix, Function function, HttpInvocation invocation)
    {
        var pattern = $"{prefix}/{function.Route.TrimStart('/')}";
        var endpoint = function.Http!.Methods is { Length: > 0 } methods
            ? app.MapMethods(pattern, methods, invocation.RunAsync)
            : app.Map(pattern, invocation.RunAsync);

        endpoint.WithDisplayName(function.Name);
    }
}
