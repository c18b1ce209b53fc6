using CampaignFunctions.Core.ObjectStore;

namespace CampaignFunctions.Core.SystemState;

/// <summary>The object store lists what lies under a prefix that nothing lies under.</summary>
internal sealed class ObjectStoreCheck(IObjectStore store) : IDependencyCheck
{
    private const string EmptyPrefix = "readiness/";

    public string Name => "object_store";

    public async Task<DependencyState> CheckAsync(CancellationToken cancellation)
    {
        await foreach (var entry in store.ListAsync(EmptyPrefix, cancellation))
            break;

        return DependencyState.Up;
    }
}
