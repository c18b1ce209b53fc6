using CampaignFunctions.Core.ObjectStore;
using CampaignFunctions.Tests.Support.Gcs;

namespace CampaignFunctions.Tests.ObjectStore;

public sealed class GoogleCloudObjectStoreTests : ObjectStoreContract, IAsyncLifetime
{
    private GcsServer server = null!;
    private GcsStore bucket = null!;

    protected override IObjectStore Store => bucket.Store;

    public async Task InitializeAsync()
    {
        server = await GcsServer.StartAsync();
        bucket = new GcsStore(server, ("ObjectStore:ChunkBytes", "262144"));
    }

    public async Task DisposeAsync()
    {
        await bucket.DisposeAsync();
        await server.DisposeAsync();
    }

    protected override Task AssertNothingHalfWrittenAsync()
    {
        Assert.Empty(server.Bucket.Created);
        return Task.CompletedTask;
    }
}
