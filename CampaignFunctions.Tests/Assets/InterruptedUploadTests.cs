using CampaignFunctions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignFunctions.Tests.Assets;

public sealed class InterruptedUploadTests : IAsyncLifetime
{
    private readonly RecordedErrors log = new();
    private RunningApi api = null!;

    public async Task InitializeAsync() => api = await RunningApi.StartAsync(configure: services => services.AddSingleton<ILoggerProvider>(log));

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("closed")]
    [InlineData("reset")]
    public async Task A_client_that_breaks_off_leaves_nothing_and_is_no_error_of_ours(string how)
    {
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        using var upload = new RawUpload(api, tenant, space.Id);

        await upload.SendAsync(RawUpload.HalfAForm(TestFile.OfRandomBytes(300_000).Bytes), contentLength: 1_000_000);
        await Poll.UntilAsync(() => StoredState.Incoming(api.ObjectsFolder).Length == 1);
        if (how == "closed")
            upload.Close();
        else
            upload.Reset();

        await Poll.UntilAsync(() => StoredState.Incoming(api.ObjectsFolder).Length == 0);
        (await Poll.UntilAsync(() => StoredState.OfAsync(api, tenant), state => state.ReservedBytes == 0)).ExpectNothing();
        await api.Host.StopAsync();
        Assert.Empty(log.Errors);
    }
}
