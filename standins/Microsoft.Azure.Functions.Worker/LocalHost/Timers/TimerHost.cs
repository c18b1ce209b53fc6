using Microsoft.Azure.Functions.Worker.LocalHost.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.LocalHost.Timers;

/// <summary>Runs the timer functions while the host runs: each in a loop of its own, so that none overlaps itself.</summary>
internal sealed class TimerHost : IHostedLifecycleService, IDisposable
{
    private readonly Dictionary<string, TimerLoop> loops;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenRegistration onStopping;
    private Task running = Task.CompletedTask;

    public TimerHost(FunctionCatalog catalog, FunctionPipeline pipeline, IConfiguration configuration, IServiceProvider services, IHostApplicationLifetime lifetime, ILoggerFactory loggers)
    {
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var logger = loggers.CreateLogger("FunctionsHost");

        loops = catalog.Functions.Where(function => function.Timer is not null).ToDictionary(
            function => function.Name,
            function => new TimerLoop(function, TimerTrigger.Read(function, configuration, logger), new TimerInvocation(function, pipeline, scopes, logger), time),
            StringComparer.OrdinalIgnoreCase);
        // Requests in flight may take the whole shutdown time; timers hear of it at once.
        onStopping = lifetime.ApplicationStopping.Register(stopping.Cancel);
    }

    /// <summary>False when there is no timer function of this name.</summary>
    public bool TryRunNow(string name)
    {
        if (!loops.TryGetValue(name, out var loop))
            return false;

        loop.RunNow();
        return true;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(loops.Values.Select(loop => loop.RunAsync(stopping.Token)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        onStopping.Dispose();
        stopping.Dispose();
    }
}
