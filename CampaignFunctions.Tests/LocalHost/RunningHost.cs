using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.LocalHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.LocalHost;

/// <summary>A local host on a free port, serving the sample functions a test names.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private RunningHost(IHost host)
    {
        Host = host;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public IHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<RunningHost> StartAsync(Action<FunctionsApplicationBuilder> configure, params Type[] functions)
    {
        var host = Builder(configure, functions).Build();
        await host.StartAsync();
        return new RunningHost(host);
    }

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(_ => { }, functions);

    public static FunctionsApplicationBuilder Builder(Action<FunctionsApplicationBuilder> configure, params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--FunctionsHost:LocalSettings="]);
        builder.Logging.ClearProviders();
        builder.Services.Configure<FunctionsHostOptions>(options => options.Types = functions);
        builder.ConfigureFunctionsWebApplication();
        configure(builder);
        return builder;
    }

    public static InvalidOperationException RefusalOf(params Type[] functions) =>
        Assert.Throws<InvalidOperationException>(() => Builder(_ => { }, functions).Build());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.StopAsync();
        Host.Dispose();
    }
}
