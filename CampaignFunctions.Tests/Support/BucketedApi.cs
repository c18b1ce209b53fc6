using CampaignFunctions.Tests.Support.Gcs;

namespace CampaignFunctions.Tests.Support;

/// <summary>An API of a test's own over a bucket, which remembers what it was asked.</summary>
internal sealed class BucketedApi(GcsServer server, RunningApi api) : IAsyncDisposable
{
    public GcsServer Server => server;

    public RunningApi Api => api;

    public static async Task<BucketedApi> StartAsync()
    {
        var server = await GcsServer.StartAsync();
        return new BucketedApi(server, await RunningApi.StartAsync(server.Settings(), server.GiveCredentials));
    }

    public Task<StoredState> StateOfAsync(TenantApi tenant) => StoredState.OfAsync(TestDatabase.SuperuserConnectionString, server.Bucket, tenant.TenantId);

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await server.DisposeAsync();
    }
}
