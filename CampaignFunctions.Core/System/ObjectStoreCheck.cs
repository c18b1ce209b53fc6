using CampaignFunctions.Core.ObjectStore;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Core.SystemState;

/// <summary>The object store is there and lets us in; if not, what whoever runs it has to look at.</summary>
internal sealed partial class ObjectStoreCheck(IObjectStore store, ILogger<ObjectStoreCheck> logger) : IDependencyCheck
{
    public string Name => "object_store";

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await store.CheckAsync(cancellation);
            return DependencyState.Up;
        }
        catch (ObjectStoreException exception)
        {
            LogDown(exception, exception.Fault);
            return DependencyState.Down(ReasonOf(exception.Fault));
        }
    }

    private static string ReasonOf(ObjectStoreFault fault) => fault switch
    {
        ObjectStoreFault.Unauthenticated => "has no credentials that are accepted",
        ObjectStoreFault.Forbidden => "does not let these credentials list objects",
        ObjectStoreFault.NoBucket => "has no bucket of this name",
        ObjectStoreFault.Throttled => "has had too many requests",
        ObjectStoreFault.Unavailable => "is unavailable",
        _ => "refuses to list objects",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The object store is down ({Fault})")]
    private partial void LogDown(Exception exception, ObjectStoreFault fault);
}
