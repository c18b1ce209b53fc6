using CampaignFunctions.Core.Media;
using CampaignFunctions.Core.ObjectStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampaignFunctions.Media;

/// <summary>Where files lie in a folder, or an emulator, there is no bucket to send events: this hands on the store's own, a few at a time.</summary>
public sealed partial class LocalObjectEvents(
    ObjectEvents events, IServiceScopeFactory scopes, IOptions<ObjectStoreOptions> store, ILogger<LocalObjectEvents> logger) : BackgroundService
{
    // More than are decoded at once: the others read and write rows and files meanwhile, and no decoder waits.
    private static readonly int MostAtOnce = 2 * Environment.ProcessorCount;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        store.Value.TellsOfObjects
            ? Task.CompletedTask
            : Parallel.ForEachAsync(
                events.ReadAllAsync(stoppingToken),
                new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stoppingToken },
                ProcessAsync);

    private async ValueTask ProcessAsync(string objectName, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ProcessUploadOfObject>().RunAsync(objectName, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(exception, objectName);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{ObjectName} could not be processed now; the sweep will try again")]
    private partial void LogFailed(Exception exception, string objectName);
}
