using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.LocalHost.Http;
using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker.LocalHost.Settings;
using Microsoft.Azure.Functions.Worker.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.LocalHost;

/// <summary>Puts the worker and its local host together in one process.</summary>
internal static class LocalHostDefaults
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var settings = HostSettings.Read(args);
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = settings.EnvironmentName,
            ContentRootPath = settings.ContentRoot,
        });

        settings.AddTo(web.Configuration, web.Environment);
        web.Logging.PrintLikeTheFunctionsHost(web.Configuration);
        web.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = web.Environment.IsDevelopment());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        web.Services.AddRouting();
        web.Services.AddCors();
        web.Services.AddOptions<FunctionsHostOptions>();
        web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        web.Services.AddSingleton<FunctionCatalog>();
        web.Services.AddSingleton<TimerHost>();
        web.Services.AddHostedService(services => services.GetRequiredService<TimerHost>());

        return web;
    }

    public static IHost Build(WebApplicationBuilder web, IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, bool servesHttp)
    {
        Addresses.SetDefault(web.Configuration);
        web.Services.AddSingleton(new FunctionPipeline(middleware));

        var app = web.Build();
        app.UseCrossOrigin();
        app.UseProblemsForEmptyAnswers();
        app.MapFunctions(servesHttp);
        app.MapAdmin();

        return app;
    }
}
