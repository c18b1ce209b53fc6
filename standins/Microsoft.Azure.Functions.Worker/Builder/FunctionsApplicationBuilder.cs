using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Configures a worker. What it builds here is the worker and its local host in one process, over one service container.</summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide#start-up-and-configuration</remarks>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private bool servesHttp;
    private bool built;

    internal FunctionsApplicationBuilder(string[]? args) => web = LocalHostDefaults.CreateBuilder(args ?? []);

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    public ConfigurationManager Configuration => web.Configuration;

    public IHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public IMetricsBuilder Metrics => web.Metrics;

    public IServiceCollection Services => web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>Finds and compiles the functions; a function that cannot be served stops here, with its name in the message.</summary>
    public IHost Build()
    {
        RefuseWhenBuilt();
        built = true;

        return LocalHostDefaults.Build(web, middleware, servesHttp);
    }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        RefuseWhenBuilt();
        this.middleware.Add(middleware);
        return this;
    }

    internal void ServeHttpFunctions()
    {
        if (middleware.Count > 0)
            throw new InvalidOperationException("Call ConfigureFunctionsWebApplication() before UseMiddleware: in Azure, middleware registered earlier never sees the HttpContext.");

        servesHttp = true;
    }

    private void RefuseWhenBuilt()
    {
        if (built)
            throw new InvalidOperationException("The application has already been built.");
    }
}
