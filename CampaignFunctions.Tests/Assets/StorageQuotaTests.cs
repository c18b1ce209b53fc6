using System.Net;
using CampaignFunctions.Tests.Support;

namespace CampaignFunctions.Tests.Assets;

public sealed class StorageQuotaTests : IAsyncLifetime
{
    private RunningApi api = null!;

    public async Task InitializeAsync() =>
        api = await RunningApi.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Tenants:DefaultStorageLimitBytes"] = "10000" });

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task What_does_not_fit_is_refused_and_leaves_nothing_while_shared_bytes_always_fit()
    {
        var tenant = api.NewTenant();
        var (first, second) = (await tenant.ASpaceAsync(), await tenant.ASpaceAsync());
        var filling = TestFile.OfRandomBytes(10_000);

        (await tenant.UploadAsync(first.Id, filling, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        var refused = await tenant.UploadAsync(first.Id, TestFile.OfRandomBytes(1), ("asset_type", "other"));

        refused.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        Assert.Equal((10_000, 10_000), ((long)refused["used_bytes"], (long)refused["limit_bytes"]));
        (await tenant.UploadAsync(second.Id, filling, ("asset_type", "other"))).Expect(HttpStatusCode.Created);
        (await tenant.AnAssetAsync(second.Id)).Expect(HttpStatusCode.Created);
        var state = (await StoredState.OfAsync(api, tenant)).ExpectWhole();
        Assert.Equal((3, 1, 10_000), (state.Assets, state.Files, state.UsedBytes));
    }

    [Fact]
    public async Task A_tenants_first_file_can_already_be_too_much()
    {
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        var refused = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(10_001), ("asset_type", "other"));

        refused.ExpectProblem(HttpStatusCode.InsufficientStorage, "storage_quota_exceeded");
        (await StoredState.OfAsync(api, tenant)).ExpectNothing();
    }

    [Fact]
    public async Task Simultaneous_uploads_never_exceed_the_limit_together()
    {
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(2_400), ("asset_type", "other"))));

        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(8, answers.Count(answer => answer.Status == HttpStatusCode.InsufficientStorage));
        Assert.Equal(9_600, (await StoredState.OfAsync(api, tenant)).ExpectWhole().UsedBytes);
    }

    [Fact]
    public async Task Deleting_for_good_makes_room_and_deleting_softly_does_not()
    {
        var tenant = api.NewTenant();
        var space = await tenant.ASpaceAsync();
        var asset = await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(9_000), ("asset_type", "other"));

        (await tenant.DeleteAsync($"campaign-assets/{asset.Id}")).Expect(HttpStatusCode.NoContent);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(2_000), ("asset_type", "other"))).Expect(HttpStatusCode.InsufficientStorage);
        (await tenant.DeleteAsync($"campaign-assets/{asset.Id}?hard=true")).Expect(HttpStatusCode.NoContent);
        (await tenant.UploadAsync(space.Id, TestFile.OfRandomBytes(2_000), ("asset_type", "other"))).Expect(HttpStatusCode.Created);

        Assert.Equal(2_000, (await StoredState.OfAsync(api, tenant)).ExpectWhole().UsedBytes);
    }
}
